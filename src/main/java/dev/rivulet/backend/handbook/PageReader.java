package dev.rivulet.backend.handbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/** Splits a page into its sections. */
final class PageReader {
    private static final String QUESTIONS = "<!-- questions:";
    private static final String COMMENT_END = "-->";

    private final Parser parser = Parser.builder().build();
    private final MarkdownRenderer markdown = MarkdownRenderer.builder().build();
    private final TextContentRenderer text = TextContentRenderer.builder().build();

    /**
     * @param page the page's path
     * @param content its Markdown, which begins with the title
     */
    List<Section> sections(String page, String content) {
        Node document = parser.parse(content);
        document.accept(new Flow());
        List<Section> sections = new ArrayList<>();
        @Nullable String title = null;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                String name = text.render(heading).strip();
                title = title == null ? name : title;
                sections.add(section(page, title, name, blocksAfter(heading)));
            }
        }
        return sections;
    }

    private static List<Node> blocksAfter(Heading heading) {
        return Stream.iterate(
                        heading.getNext(), node -> node != null && !(node instanceof Heading), node -> node.getNext())
                .toList();
    }

    private Section section(String page, String title, String heading, List<Node> nodes) {
        List<String> questions = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (Node node : nodes) {
            if (node instanceof HtmlBlock html) {
                questions.addAll(questionsIn(html.getLiteral()));
            } else {
                words.append(text.render(node)).append('\n');
                blocks.add(alone(node));
            }
        }
        return new Section(page, title, heading, questions, words.toString(), blocks);
    }

    private static List<String> questionsIn(String comment) {
        if (!comment.startsWith(QUESTIONS)) {
            return List.of();
        }
        String inside = comment.substring(QUESTIONS.length(), comment.lastIndexOf(COMMENT_END));
        return inside.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private String alone(Node block) {
        Document document = new Document();
        document.appendChild(block); // which takes it out of its page
        return markdown.render(document).strip();
    }

    /** Makes paragraphs flow: Discord shows each line break, and can't follow a link to another page of ours. */
    private static final class Flow extends AbstractVisitor {
        @Override
        public void visit(SoftLineBreak lineBreak) {
            lineBreak.insertAfter(new Text(" "));
            lineBreak.unlink();
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            if (link.getFirstChild() instanceof Text shown && shown.getLiteral().equals(link.getDestination())) {
                HtmlInline bare = new HtmlInline();
                bare.setLiteral("<" + link.getDestination() + ">");
                link.insertBefore(bare);
                link.unlink();
            } else if (!link.getDestination().contains("://")) {
                for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
                    link.insertBefore(child);
                }
                link.unlink();
            }
        }
    }
}
