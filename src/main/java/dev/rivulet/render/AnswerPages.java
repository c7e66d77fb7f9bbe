package dev.rivulet.render;

import dev.rivulet.chat.Source;
import dev.rivulet.language.Language;
import dev.rivulet.render.Fences.Fence;
import dev.rivulet.render.Markdown.Lines;
import dev.rivulet.render.Seam.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer as the Discord messages that show it, while it grows. Feed it with {@link #append} and {@link #status}, end it with {@link
 * #finish} or {@link #fail}, and ask {@link #pages()} whenever a message may be written: the newest text is there, in pages of which all
 * but the last are sealed and never change again. A message is posted when its page first appears, edited when its
 * content differs from what was last written, and left alone once a sealed content is written.
 *
 * <p>Nothing is rendered before {@link #pages()} is called, and then only the open page is parsed, so it costs the same however
 * long the answer is. Two normalisations, and no others, are applied to the answer: line breaks become LF, and what can't be sent (lone surrogates,
 * NUL) becomes U+FFFD; {@link AnswerReader} gives back exactly that, without the white space at the answer's ends. While the answer
 * grows, its last page hides a code fence that has only been opened, and shows an open one closed.
 *
 * <p>Not thread-safe: belongs to one context.
 */
public final class AnswerPages {
    /** A cut looks this far at most: no page shows more of an answer than a message holds. */
    private static final int WINDOW = Page.LIMIT + 200;

    /** A longer head of a table isn't repeated on the next page; none is where each page shows the question. */
    private static final int LONGEST_HEAD = 500;

    /**
     * A question that isn't a message of its own, so that the answer says what was asked.
     *
     * @param name who asked
     * @param text at most {@value #LONGEST} UTF-16 units of it are shown, in one line
     */
    public record Question(String name, String text) {
        public static final int LONGEST = 600;

        /** Without the text: what people say never reaches a log. */
        @Override
        public String toString() {
            return "Question[" + text.length() + " characters]";
        }
    }

    private enum State {
        OPEN,
        FINISHED,
        FAILED
    }

    private final Language language;
    private final Intake intake = new Intake();
    private final @Nullable String head;
    private final boolean headEverywhere;
    private final List<Page> sealed = new ArrayList<>();
    /** The answer from the open page's start on. */
    private final StringBuilder open = new StringBuilder();
    /** Lines repeated at the open page's start: an opened fence, or a table's head. Empty, or ends with a line break. */
    private String repeated = "";

    private final SourcesLine sources;
    private long sealedThrough;
    private State state = State.OPEN;
    private @Nullable String note;
    private @Nullable String ownLine;
    private @Nullable Page current;

    /** @param language of the lines that are ours */
    public AnswerPages(Language language) {
        this(language, null, false);
    }

    /**
     * An answer under its question.
     *
     * @param language of the lines that are ours
     * @param everywhere whether each page shows the question, not the first alone
     */
    public AnswerPages(Language language, @Nullable Question question, boolean everywhere) {
        this.language = language;
        this.sources = new SourcesLine(language);
        this.head = question == null ? null : OwnLines.question(question);
        this.headEverywhere = everywhere;
    }

    /** Takes more of the answer, cut anywhere. */
    public void append(String text) {
        requireOpen();
        intake.take(text, open);
        current = null;
    }

    /** Shows a line of ours under the text, in place of the one before; null takes it away. At most 400 characters of it are shown. */
    public void status(@Nullable String line) {
        requireOpen();
        ownLine = line == null ? null : OwnLines.status(line);
        current = null;
    }

    /** Notes more of what the answer rests on; shown as a line of ours once it has ended. */
    public void sources(List<Source> more) {
        requireOpen();
        sources.add(more);
    }

    /** Another backend takes over: the sources so far were not its own. */
    public void forgetSources() {
        sources.clear();
    }

    /** Shows a line of ours under all of the text, in place of the one before, which stays when the answer ends; null takes it away. 400 characters at most. */
    public void note(@Nullable String line) {
        requireOpen();
        note = line == null ? null : OwnLines.note(line);
        current = null;
    }

    /** Ends the answer; it is whole. */
    public void finish(@Nullable Footer footer) {
        end(State.FINISHED, footer == null ? null : OwnLines.footer(footer));
    }

    /** Ends the answer; what was appended stays, followed by this line, which says what happened and what to do (400 characters at most). */
    public void fail(String line) {
        end(State.FAILED, OwnLines.failure(line));
    }

    /** Whether the answer has ended: the pages won't change any more. */
    public boolean ended() {
        return state != State.OPEN;
    }

    /** UTF-16 units of the answer so far, normalised; white space at its start doesn't count. */
    public long length() {
        return sealedThrough + open.length();
    }

    /** The messages of the answer as of now, at least one. All but the last are sealed. */
    public List<Page> pages() {
        Page last = current;
        while (last == null) {
            last = render();
            if (last == null) {
                seal();
            }
        }
        current = last;
        List<Page> pages = new ArrayList<>(sealed);
        pages.add(last);
        return List.copyOf(pages);
    }

    private void end(State how, @Nullable String line) {
        requireOpen();
        intake.end(open);
        state = how;
        ownLine = line;
        current = null;
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("the answer has ended");
        }
    }

    /** The open page, or null if it has to be sealed first. */
    private @Nullable Page render() {
        int end = Blank.trimmed(open, open.length());
        if (end > Page.LIMIT || (end > 0 && startsBlank())) {
            return null;
        }
        String text = end == 0 ? "" : repeated + open.substring(0, end);
        Fence fence = openFence(text);
        int hidden = 0;
        if (state == State.OPEN && fence != null && isOpeningLine(text)) {
            int visible = Blank.trimmed(text, text.lastIndexOf('\n') + 1);
            hidden = text.length() - visible;
            text = text.substring(0, visible);
            fence = null;
        }
        StringBuilder content = new StringBuilder(PageText.show(
                text, text.isEmpty() ? List.of() : Markdown.parse(text).tables()));
        boolean empty = content.isEmpty();
        if (fence != null) {
            addLine(content, PageText.closing(fence));
            if (state != State.OPEN) {
                addLine(content, OwnLines.codeBreaksOff(language));
            }
        }
        String cited = state == State.OPEN ? "" : sources.text();
        if (!cited.isEmpty()) {
            addLine(content, OwnLines.sources(language, cited));
        }
        if (note != null) {
            addLine(content, note);
        }
        if (ownLine != null) {
            addLine(content, ownLine);
        } else if (empty && (note == null || state == State.OPEN)) {
            addLine(content, state == State.OPEN ? OwnLines.WAITING : OwnLines.emptyAnswer(language));
        }
        addHead(content);
        return content.length() > Page.LIMIT ? null : new Page(content.toString(), false, sealedThrough + end - hidden);
    }

    private boolean startsBlank() {
        return repeated.isEmpty() && Blank.isBlank(open.charAt(0));
    }

    private void seal() {
        if (startsBlank()) {
            // More white space than the seam before could spell: it gets a page of its own.
            sealAt(new Sealing(0, 0, Kind.TEXT, null), List.of());
            return;
        }
        String text = repeated + open.substring(0, Math.min(Blank.trimmed(open, open.length()), WINDOW));
        Markdown markdown = Markdown.parse(text);
        int cut = Cut.choose(
                text,
                repeated.length(),
                markdown,
                at -> content(sealing(text, at, markdown), markdown.tables()).length() <= Page.LIMIT);
        sealAt(sealing(text, cut, markdown), markdown.tables());
    }

    /**
     * What cutting here means.
     *
     * @param bodyEnd where the page's text ends, in the open text
     * @param cut where it was cut, in the open text
     * @param fence the fence to close and open again, for code
     */
    private record Sealing(
            int bodyEnd, int cut, Kind kind, @Nullable Fence fence) {}

    private Sealing sealing(String text, int at, Markdown markdown) {
        int cut = at - repeated.length();
        boolean lineStart = text.charAt(at - 1) == '\n';
        int lineEnd = lineStart ? at - 1 : at;
        Fence fence = openFence(text.substring(0, lineEnd));
        if (fence != null && lineEnd >= repeated.length()) {
            return new Sealing(lineEnd - repeated.length(), cut, Kind.CODE, fence);
        }
        boolean betweenRows = lineStart
                && markdown.tables().stream()
                        .anyMatch(table -> table.from() < at && at < table.to() && head(text, table) != null);
        return betweenRows
                ? new Sealing(cut - 1, cut, Kind.TABLE, null)
                : new Sealing(Blank.trimmed(open, cut), cut, Kind.TEXT, null);
    }

    private Seam seam(Sealing sealing) {
        int from = sealing.bodyEnd;
        int to = sealing.kind == Kind.TEXT
                ? Seam.longestSpellable(open, from, Blank.skip(open, sealing.cut))
                : sealing.cut;
        return new Seam(sealing.kind, open.substring(from, to));
    }

    private String content(Sealing sealing, List<Lines> tables) {
        String text = repeated + open.substring(0, sealing.bodyEnd);
        StringBuilder content = new StringBuilder(PageText.show(text, tables));
        if (sealing.fence != null) {
            addLine(content, PageText.closing(sealing.fence));
        }
        addLine(content, seam(sealing).line(language));
        addHead(content);
        return content.toString();
    }

    private void addHead(StringBuilder content) {
        if (head != null && (headEverywhere || sealed.isEmpty())) {
            content.insert(0, head + '\n');
        }
    }

    private void sealAt(Sealing sealing, List<Lines> tables) {
        Seam seam = seam(sealing);
        int end = sealing.bodyEnd + seam.blanks().length();
        String text = repeated + open;
        sealed.add(new Page(content(sealing, tables), true, sealedThrough + end));
        repeated = switch (sealing.kind) {
            case TEXT -> "";
            case CODE -> sealing.fence == null ? "" : sealing.fence.openingLine() + "\n";
            case TABLE ->
                tables.stream()
                        .filter(table -> table.from() < repeated.length() + sealing.cut
                                && repeated.length() + sealing.cut < table.to())
                        .map(table -> head(text, table))
                        .findFirst()
                        .orElse("");
        };
        open.delete(0, end);
        sealedThrough += end;
    }

    /** The table's first two lines, with their line breaks; null if they can't be repeated. */
    private @Nullable String head(String text, Lines table) {
        int lineStart = text.lastIndexOf('\n', table.from()) + 1;
        int second = text.indexOf('\n', lineStart) + 1;
        int end = text.indexOf('\n', second) + 1;
        if (second == 0 || end == 0 || end - lineStart > (headEverywhere ? 0 : LONGEST_HEAD)) {
            return null;
        }
        String head = text.substring(lineStart, end);
        return Table.canAlign(List.of(head.split("\n"))) ? head : null;
    }

    private static @Nullable Fence openFence(String text) {
        Fences fences = new Fences();
        text.lines().forEach(fences::next);
        return fences.open();
    }

    private static boolean isOpeningLine(String text) {
        Fences fences = new Fences();
        return text.lines().map(fences::next).reduce(Fences.Kind.TEXT, (before, last) -> last) == Fences.Kind.OPENING;
    }

    private static void addLine(StringBuilder content, String line) {
        if (!content.isEmpty()) {
            content.append('\n');
        }
        content.append(line);
    }
}
