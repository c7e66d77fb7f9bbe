package dev.rivulet.render;

import dev.rivulet.render.AnswerPages.Question;
import dev.rivulet.render.OwnLines.Split;
import dev.rivulet.render.Seam.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads answers back from the Discord messages that {@link AnswerPages} made: our own lines are taken off, what was escaped or shown in
 * another way is as the model wrote it, and split messages are one text again.
 *
 * <p>Which messages belong together: every page but an answer's last {@linkplain #continues says so in its last line}, so the
 * bot's next message goes on where such a page ends, and a page is an answer's first if the bot's message before it doesn't continue. Where
 * several answers grow in one channel at once, their pages interleave: then post each page as a reply to the one before it, and follow
 * the references.
 */
public final class AnswerReader {
    private AnswerReader() {}

    /**
     * An answer, read back.
     *
     * @param question what its first page says that was asked, if it does
     * @param text what the model wrote, without white space at its ends; empty for a message that shows only lines of ours
     * @param footer what its footer said, if it has one
     * @param failed it ended in a failure: the text is a part
     * @param complete its last page is there; false if that one says that the answer goes on
     */
    public record Answer(
            Optional<Question> question, String text, Optional<Footer> footer, boolean failed, boolean complete) {
        /** Without the text: what people and models say never reaches a log. */
        @Override
        public String toString() {
            return "Answer[" + text.length() + " characters]";
        }
    }

    /** Whether the answer in this message goes on in the bot's next one. */
    public static boolean continues(String content) {
        List<String> own = Split.of(content).own();
        return !own.isEmpty() && Seam.parse(own.getLast()).isPresent();
    }

    /**
     * A page that {@linkplain #continues promised more}, saying instead that the answer ends there, with all its text.
     *
     * @param line a failure of at most 12 characters: that is what the promise leaves room for in a full page
     */
    public static String breakOff(String content, String line) {
        return content.substring(
                        0, content.length() - Split.of(content).own().getLast().length())
                + OwnLines.failure(line);
    }

    /** Puts a bot's messages, oldest first, together by answer. */
    public static <M> List<List<M>> group(List<M> messages, Function<? super M, String> content) {
        List<List<M>> answers = new ArrayList<>();
        boolean continues = false;
        for (M message : messages) {
            if (!continues) {
                answers.add(new ArrayList<>());
            }
            answers.getLast().add(message);
            continues = continues(content.apply(message));
        }
        return answers;
    }

    /**
     * Reads one answer. Pages at either end may be missing: then what is there is read.
     *
     * @param contents its messages' contents as Discord has them, in order
     */
    public static Answer read(List<String> contents) {
        StringBuilder text = new StringBuilder();
        Optional<Question> question = Optional.empty();
        Kind before = Kind.TEXT;
        Optional<Footer> footer = Optional.empty();
        boolean failed = false;
        boolean complete = true;
        for (String content : contents) {
            Split split = Split.of(content);
            List<String> own = split.own();
            if (question.isEmpty()) {
                question = Optional.ofNullable(split.question());
            }
            Optional<Seam> seam = own.isEmpty() ? Optional.empty() : Seam.parse(own.getLast());
            boolean closedByUs = seam.isPresent() ? seam.get().kind() == Kind.CODE : OwnLines.sayCodeBreaksOff(own);
            if (complete && !text.isEmpty()) {
                // It broke off there, and went on when somebody asked for it.
                text.append('\n');
            }
            String body = PageText.read(closedByUs ? withoutLastLine(split.body()) : split.body());
            text.append(
                    switch (before) {
                        case TEXT -> body;
                        case CODE -> withoutFirstLine(body);
                        case TABLE -> withoutFirstLine(withoutFirstLine(body));
                    });
            seam.ifPresent(s -> text.append(s.blanks()));
            before = seam.map(Seam::kind).orElse(Kind.TEXT);
            complete = seam.isEmpty();
            failed = !own.isEmpty() && OwnLines.isFailure(own.getLast());
            footer = own.isEmpty() || seam.isPresent() ? Optional.empty() : OwnLines.footer(own.getLast());
        }
        int start = Blank.skip(text, 0);
        int end = Math.max(start, Blank.trimmed(text, text.length()));
        return new Answer(question, text.substring(start, end), footer, failed, complete);
    }

    private static String withoutLastLine(String text) {
        return text.substring(0, Math.max(0, text.lastIndexOf('\n')));
    }

    private static String withoutFirstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end + 1);
    }
}
