package dev.rivulet.discord.answer;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.client.BudgetNews;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.client.DiscordMessage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an answer's messages stand, and by what right they are written. */
public interface Outlet {

    /** The budget that a write would use: method and place, as {@link BudgetNews} tells of them. */
    String bucket(Write write);

    /** All budgets that a write may have waited for. */
    List<String> buckets();

    /**
     * Posts a message; fails with {@link DiscordException}.
     *
     * @param nonce at most 25 characters; posting again with the same changes nothing, where Discord can tell
     */
    Future<DiscordMessage> create(Write.Create write, String nonce);

    /** Changes a message; fails with {@link DiscordException}. */
    Future<Void> edit(Write.Edit write);

    /** How long it can be written to before {@link #moveOn} has to be called; null for ever. */
    default @Nullable Duration lasts() {
        return null;
    }

    /** From now on, messages stand elsewhere, or are written by another right. Fails if there is no such place or right. */
    default Future<Void> moveOn() {
        return Future.succeededFuture();
    }
}
