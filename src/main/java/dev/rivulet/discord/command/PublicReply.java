package dev.rivulet.discord.command;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.answer.ChannelOutlet;
import dev.rivulet.discord.answer.Outlet;
import dev.rivulet.discord.client.BudgetNews;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.InteractionApi;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A command's answer that everybody sees: the first message by right of the interaction's token, further ones as replies to it in the
 * channel, or by the token too where we may not post. Once the token's time is nearly over, all of it is ours like any other message; where we
 * may not post, it ends there.
 */
final class PublicReply implements Outlet {
    /** The token lasts a little longer than it is used. */
    private static final long ASKED_WITHIN_MS = 10_000;

    private final InteractionApi api;
    private final DiscordApi channels;
    private final Interaction interaction;
    private final Duration lasts;
    private final ChannelOutlet channel;
    private @Nullable String originalId;
    private boolean mayNotPost;
    private boolean tokenEnds;

    /** @param lasts how long the token is used */
    PublicReply(InteractionApi api, DiscordApi channels, Interaction interaction, Duration lasts) {
        this.api = api;
        this.channels = channels;
        this.interaction = interaction;
        this.lasts = lasts;
        this.channel = new ChannelOutlet(channels, interaction.place().channelId());
    }

    @Override
    public String bucket(Write write) {
        return switch (write) {
            case Write.Create create
            when byToken(create) -> BudgetNews.bucket(create.index() == 0 ? "PATCH" : "POST", interaction.token());
            case Write.Edit edit when byToken(edit) -> BudgetNews.bucket("PATCH", interaction.token());
            case Write.Create _, Write.Edit _ -> channel.bucket(write);
        };
    }

    private boolean byToken(Write.Create create) {
        return !tokenEnds && (create.index() == 0 || mayNotPost);
    }

    private boolean byToken(Write.Edit edit) {
        return !tokenEnds && (mayNotPost || edit.messageId().equals(originalId));
    }

    @Override
    public List<String> buckets() {
        List<String> all = new ArrayList<>(channel.buckets());
        all.add(BudgetNews.bucket("PATCH", interaction.token()));
        all.add(BudgetNews.bucket("POST", interaction.token()));
        return all;
    }

    @Override
    public Future<DiscordMessage> create(Write.Create write, String nonce) {
        String content = write.page().content();
        if (!byToken(write)) {
            return channel.create(write, nonce).recover(cause -> {
                mayNotPost = !tokenEnds
                        && cause instanceof DiscordException failure
                        && failure.kind() == DiscordException.Kind.FORBIDDEN;
                return mayNotPost
                        ? api.followUp(interaction, false, content, write.controls())
                        : Future.failedFuture(cause);
            });
        }
        return write.index() == 0
                ? api.original(interaction, content, write.controls()).onSuccess(message -> originalId = message.id())
                : api.followUp(interaction, false, content, write.controls());
    }

    @Override
    public Future<Void> edit(Write.Edit write) {
        return byToken(write)
                ? api.edit(interaction, write.messageId(), write.page().content(), write.controls())
                        .mapEmpty()
                : channel.edit(write);
    }

    @Override
    public Duration lasts() {
        return lasts;
    }

    /** Fails, and all stays as it is, where we may not post. */
    @Override
    public Future<Void> moveOn() {
        return channels.typing(interaction.place().channelId())
                .timeout(ASKED_WITHIN_MS, TimeUnit.MILLISECONDS)
                .recover(cause -> mayNot(cause) ? Future.failedFuture(cause) : Future.succeededFuture())
                .map(_ -> {
                    tokenEnds = true;
                    return null;
                });
    }

    private static boolean mayNot(Throwable cause) {
        return cause instanceof DiscordException known
                && (known.kind() == DiscordException.Kind.FORBIDDEN || known.kind() == DiscordException.Kind.GONE);
    }
}
