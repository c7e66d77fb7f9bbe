package dev.rivulet.discord.attachments;

import dev.rivulet.chat.Image;
import java.util.List;

/** What could be read of one message's files. */
public record Attached(List<Image> images, List<TextFile> texts) {
    public static final Attached NOTHING = new Attached(List.of(), List.of());

    /**
     * The text of a file.
     *
     * @param cut whether it is only the file's beginning
     */
    public record TextFile(String name, String text, boolean cut) {
        /** As a model is to read it: named, and fenced so that nothing in it ends the fence. */
        String quoted() {
            int longest = 2;
            int run = 0;
            for (int i = 0; i < text.length(); i++) {
                run = text.charAt(i) == '`' ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
            String fence = "`".repeat(longest + 1);
            return "Attached file " + name + (cut ? " (only its beginning)" : "") + ":\n" + fence + "\n" + text
                    + (text.endsWith("\n") ? "" : "\n") + fence;
        }

        /** Without the text: what people say never reaches a log. */
        @Override
        public String toString() {
            return "TextFile[" + text.length() + " characters]";
        }
    }

    public Attached {
        images = List.copyOf(images);
        texts = List.copyOf(texts);
    }

    /** The files' texts, then what was said with them: when a conversation grows too long, the files go before the words. */
    public String before(String words) {
        StringBuilder all = new StringBuilder();
        texts.forEach(file -> all.append(file.quoted()).append("\n\n"));
        return all.append(words).toString().strip();
    }
}
