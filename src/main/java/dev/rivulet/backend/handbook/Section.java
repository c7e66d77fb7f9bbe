package dev.rivulet.backend.handbook;

import java.util.List;

/**
 * What stands under one heading of a page, up to the next heading.
 *
 * @param page the page's path, such as {@code docs/ollama.md}
 * @param title the page's title
 * @param heading its own heading; for what stands before the second heading of a page, the title
 * @param questions what people may ask to be sent here, as the page's author wrote them
 * @param text its words without markup, for searching
 * @param blocks its paragraphs, lists and code blocks in Markdown, without line breaks inside paragraphs and without relative links
 */
record Section(String page, String title, String heading, List<String> questions, String text, List<String> blocks) {
    Section {
        questions = List.copyOf(questions);
        blocks = List.copyOf(blocks);
    }

    /** Where it stands, for people. */
    String source() {
        return page + " › " + heading;
    }

    /** In UTF-16 units, roughly as quoted. */
    int length() {
        return blocks.stream().mapToInt(block -> block.length() + 4).sum();
    }
}
