package dev.rivulet.discord;

import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.AnswerReader;
import dev.rivulet.render.AnswerReader.Answer;
import java.util.List;
import java.util.Optional;

/** Answers that ended with the process. */
final class Interrupted {
    static final String LINE = "Interrupted by a restart; ask again.";

    private Interrupted() {}

    /** What such a message should show; empty if it needs no mark, since its answer ended or goes on in another message. */
    static Optional<String> mark(String content) {
        Answer answer = AnswerReader.read(List.of(content));
        if (answer.failed() || answer.footer().isPresent() || !answer.complete()) {
            return Optional.empty();
        }
        AnswerPages pages = new AnswerPages();
        pages.append(answer.text());
        pages.fail(LINE);
        return Optional.of(pages.pages().getFirst().content());
    }
}
