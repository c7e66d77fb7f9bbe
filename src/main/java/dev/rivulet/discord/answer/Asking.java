package dev.rivulet.discord.answer;

import dev.rivulet.chat.User;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question, and where its answer is to stand.
 *
 * @param id of the message or interaction that asks; a snowflake
 * @param question what was asked; of a command, as if it had been a message
 * @param by who has it asked, and whom it counts for: a button may be pressed by somebody else than the question's author
 * @param outlet takes the answer's messages
 * @param replyTo the message that the answer's first message replies to; null for none
 * @param shown the question as the answer shows it, where it is no message of its own
 * @param secret whether only the asker sees the answer
 * @param earlier the address of the answer that this one replaces
 * @param before what was said before, where that can't be read back; null to read it
 */
public record Asking(
        String id,
        DiscordMessage question,
        User by,
        Outlet outlet,
        @Nullable String replyTo,
        AnswerPages.@Nullable Question shown,
        boolean secret,
        @Nullable String earlier,
        @Nullable List<DiscordMessage> before) {

    /** Answers a message by replies to it. */
    public static Asking message(DiscordMessage question, Outlet outlet) {
        return new Asking(question.id(), question, question.author(), outlet, question.id(), null, false, null, null);
    }

    /** Answers a message in the thread that was opened on it. */
    public static Asking inThread(DiscordMessage question, Outlet outlet) {
        return new Asking(question.id(), question, question.author(), outlet, null, null, false, null, null);
    }

    /** Whether a message asks, which its author may still edit. */
    boolean isMessage() {
        return id.equals(question.id()) && outlet instanceof ChannelOutlet && (replyTo == null || id.equals(replyTo));
    }

    /** Whether it asks for more of the answer that it replies to, by a button. */
    public boolean goesOn() {
        return id.equals(question.id()) && replyTo != null && replyTo.equals(question.replyTo());
    }

    /** Whether it asks for another answer to what was asked before. */
    boolean isAnew() {
        return !id.equals(question.id());
    }

    /** The same, with the question as it is now. */
    Asking with(DiscordMessage changed) {
        return new Asking(id, changed, by, outlet, replyTo, shown, secret, earlier, before);
    }

    /** Pages of its answer. A message for one person's eyes can't be read back, so each shows what its buttons may need. */
    AnswerPages pages(Language language) {
        return new AnswerPages(language, shown, secret);
    }
}
