package dev.rivulet.discord;

import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question, and where its answer is to stand.
 *
 * @param id of the message or interaction that asks; a snowflake
 * @param question what was asked; of a command, as if it had been a message
 * @param outlet takes the answer's messages
 * @param replyTo the message that the answer's first message replies to; null for none
 * @param shown the question as the answer shows it, where it is no message of its own
 * @param secret whether only the asker sees the answer
 * @param earlier the address of the answer that this one replaces
 * @param before what was said before, where that can't be read back; null to read it
 */
record Asking(
        String id,
        DiscordMessage question,
        Outlet outlet,
        @Nullable String replyTo,
        AnswerPages.@Nullable Question shown,
        boolean secret,
        @Nullable String earlier,
        @Nullable List<DiscordMessage> before) {

    /** Answers a message by replies to it. */
    static Asking message(DiscordMessage question, Outlet outlet) {
        return new Asking(question.id(), question, outlet, question.id(), null, false, null, null);
    }

    /** Pages of its answer. A message for one person's eyes can't be read back, so each shows what its buttons may need. */
    AnswerPages pages(Language language) {
        return new AnswerPages(language, shown, secret);
    }
}
