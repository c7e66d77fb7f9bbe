package dev.rivulet.render;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The structure of a page's Markdown, as far as cutting and showing it cares. Offsets are into the parsed text.
 *
 * @param tables the top-level tables, in order
 * @param blocks where top-level blocks and list items start, in order
 * @param whole spans better not cut: links, addresses, code, emphasis, Discord's mentions and emoji
 */
record Markdown(List<Lines> tables, List<Start> blocks, List<Span> whole) {
    /** Lines by index, both included. */
    record Lines(int first, int last, int from, int to) {}

    /**
     * Where a block starts.
     *
     * @param top a top-level block, not a list's item
     * @param glued belongs to the block before it, such as the text under a heading
     */
    record Start(int at, boolean top, boolean glued) {}

    /** From {@code from} on, up to {@code to} exclusively. */
    record Span(int from, int to) {}

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    /** What only Discord makes a unit: bare addresses, mentions, custom emoji, timestamps, spoilers and struck out text. */
    private static final Pattern DISCORD =
            Pattern.compile("https?://\\S+|<[@#:a-z/][^>\\s]{1,200}>|\\|\\|[^|\\n]{1,300}\\|\\||~~[^~\\n]{1,300}~~");

    static Markdown parse(String text) {
        List<Lines> tables = new ArrayList<>();
        List<Start> blocks = new ArrayList<>();
        List<Span> whole = new ArrayList<>();
        Deque<Node> todo = new ArrayDeque<>();
        todo.push(PARSER.parse(text));
        while (!todo.isEmpty()) {
            Node node = todo.pop();
            List<SourceSpan> spans = node.getSourceSpans();
            if (!spans.isEmpty()) {
                int from = spans.getFirst().getInputIndex();
                int to = spans.getLast().getInputIndex() + spans.getLast().getLength();
                boolean top = node instanceof Block && node.getParent() instanceof Document;
                if (top || node instanceof ListItem) {
                    blocks.add(new Start(from, top, top && isGlued(node, text)));
                }
                if (top && node instanceof TableBlock) {
                    tables.add(new Lines(
                            spans.getFirst().getLineIndex(), spans.getLast().getLineIndex(), from, to));
                }
                if (isWhole(node)) {
                    whole.add(new Span(from, to));
                }
            }
            for (Node child = node.getLastChild(); child != null; child = child.getPrevious()) {
                todo.push(child);
            }
        }
        for (Matcher unit = DISCORD.matcher(text); unit.find(); ) {
            whole.add(new Span(unit.start(), unit.end()));
        }
        return new Markdown(tables, blocks, whole);
    }

    boolean isInsideWhole(int at) {
        return whole.stream().anyMatch(span -> span.from < at && at < span.to);
    }

    private static boolean isGlued(Node block, String text) {
        Node before = block.getPrevious();
        if (before instanceof Heading) {
            return true;
        }
        if (before == null || before.getSourceSpans().isEmpty()) {
            return false;
        }
        SourceSpan last = before.getSourceSpans().getLast();
        int end = last.getInputIndex() + last.getLength();
        return end > 0 && text.charAt(end - 1) == ':';
    }

    private static boolean isWhole(Node node) {
        return node instanceof Link
                || node instanceof Image
                || node instanceof Code
                || node instanceof Emphasis
                || node instanceof StrongEmphasis
                || node instanceof HtmlInline;
    }
}
