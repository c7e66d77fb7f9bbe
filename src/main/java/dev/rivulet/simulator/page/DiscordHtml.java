package dev.rivulet.simulator.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A message's Markdown as HTML, near to how Discord shows it: single line breaks count, {@code __this__} is underlined, {@code ||this||}
 * hidden until asked for, {@code -# } small print, {@code <@id>} a name; no tables, pictures or HTML. What comes out is safe to put into
 * a page: all text is escaped and links are limited to harmless schemes. Stateless.
 */
final class DiscordHtml {
    private static final Pattern SMALL_PRINT = Pattern.compile("(?m)^-# (.+)$");
    private static final Pattern INLINE = Pattern.compile("\\|\\|(.+?)\\|\\||<@!?(\\d+)>|<#(\\d+)>");
    /** A private-use character that stands for "small print starts here" until rendering. */
    private static final char SMALL = '\uE000';

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(StrikethroughExtension.create()))
            .enabledBlockTypes(Set.of(BlockQuote.class, Heading.class, FencedCodeBlock.class, ListBlock.class))
            .build();

    private final HtmlRenderer renderer;

    /** @param names gives a user's or channel's shown name, with its {@code @} or {@code #}, for its id */
    DiscordHtml(UnaryOperator<String> names) {
        this.renderer = HtmlRenderer.builder()
                .extensions(List.of(StrikethroughExtension.create()))
                .escapeHtml(true)
                .sanitizeUrls(true)
                .softbreak("<br>")
                .attributeProviderFactory(_ -> (node, tag, attributes) -> {
                    if (tag.equals("a")) {
                        attributes.put("target", "_blank");
                        attributes.put("rel", "noreferrer noopener");
                    }
                })
                .nodeRendererFactory(context -> new DiscordNodes(context, names))
                .build();
    }

    String render(String content) {
        Node document = PARSER.parse(markSmallPrint(content));
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
                if (paragraph.getFirstChild() instanceof Text text
                        && text.getLiteral().indexOf(SMALL) == 0) {
                    text.setLiteral(text.getLiteral().substring(1));
                    SmallPrint small = new SmallPrint();
                    for (Node child = paragraph.getFirstChild(); child != null; child = paragraph.getFirstChild()) {
                        small.appendChild(child);
                    }
                    paragraph.appendChild(small);
                }
            }
        });
        return renderer.render(document);
    }

    /** A whole line in small print. */
    private static final class SmallPrint extends CustomNode {}

    /** Small print is a block of its own for Discord: keep it apart from what stands around it, outside of code. */
    private static String markSmallPrint(String content) {
        StringBuilder marked = new StringBuilder();
        boolean code = false;
        for (String line : content.replace(String.valueOf(SMALL), "").split("\n", -1)) {
            code ^= line.stripLeading().startsWith("```");
            Matcher small = SMALL_PRINT.matcher(line);
            if (!code && small.matches()) {
                marked.append("\n").append(SMALL).append(small.group(1)).append("\n\n");
            } else {
                marked.append(line).append('\n');
            }
        }
        return marked.toString();
    }

    /** What Discord shows otherwise than CommonMark. */
    private record DiscordNodes(HtmlNodeRendererContext context, UnaryOperator<String> names) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(StrongEmphasis.class, Image.class, Text.class, SmallPrint.class);
        }

        @Override
        public void render(Node node) {
            switch (node) {
                case StrongEmphasis strong
                when "__".equals(strong.getOpeningDelimiter()) -> wrap("u", Map.of(), strong);
                case StrongEmphasis strong -> wrap("strong", Map.of(), strong);
                case Image image -> {
                    context.getWriter().text("![");
                    children(image);
                    context.getWriter().text("](" + image.getDestination() + ")");
                }
                case Text text -> text(text.getLiteral());
                case SmallPrint small -> wrap("small", Map.of("class", "own"), small);
                default -> throw new IllegalArgumentException("not asked for: " + node);
            }
        }

        private void text(String literal) {
            Matcher matcher = INLINE.matcher(literal);
            int shown = 0;
            while (matcher.find()) {
                context.getWriter().text(literal.substring(shown, matcher.start()));
                shown = matcher.end();
                if (matcher.group(1) != null) {
                    spoiler(matcher.group(1));
                } else {
                    String id = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
                    span("mention", names.apply(id));
                }
            }
            context.getWriter().text(literal.substring(shown));
        }

        /** The style sheet keeps the text from sight, and from screen readers, until somebody asks for it. */
        private void spoiler(String text) {
            context.getWriter().tag("span", Map.of("class", "spoiler", "tabindex", "0", "role", "button"));
            span("hidden", "Spoiler ");
            span("secret", text);
            context.getWriter().tag("/span");
        }

        private void span(String kind, String text) {
            context.getWriter().tag("span", Map.of("class", kind));
            context.getWriter().text(text);
            context.getWriter().tag("/span");
        }

        private void wrap(String tag, Map<String, String> attributes, Node node) {
            context.getWriter().tag(tag, attributes);
            children(node);
            context.getWriter().tag("/" + tag);
        }

        private void children(Node parent) {
            for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
