package dev.rivulet.discord.command;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.answer.ChannelOutlet;
import dev.rivulet.discord.answer.Outlet;
import dev.rivulet.discord.client.BudgetNews;
import dev.rivulet.discord.client.Controls;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.InteractionApi;
import dev.rivulet.discord.history.Questions;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command's answer that only its asker sees. It lives by the interaction's token alone; when that has nearly run out, the message being
 * written goes on as a direct message, to which the one before points.
 */
final class PrivateReply implements Outlet {
    private final InteractionApi api;
    private final DiscordApi channels;
    private final Interaction interaction;
    private final Duration lasts;
    private final Language language;
    private @Nullable String lastId;
    private @Nullable ChannelOutlet direct;
    /** What stands for the message {@link #lastId} there. */
    private @Nullable String directId;

    /**
     * @param lasts how long the token is used
     * @param language of the line that stands in a message's place when it went on elsewhere
     */
    PrivateReply(InteractionApi api, DiscordApi channels, Interaction interaction, Duration lasts, Language language) {
        this.api = api;
        this.channels = channels;
        this.interaction = interaction;
        this.lasts = lasts;
        this.language = language;
    }

    @Override
    public String bucket(Write write) {
        if (direct != null) {
            return direct.bucket(write);
        }
        boolean posts = write instanceof Write.Create create && create.index() > 0;
        return BudgetNews.bucket(posts ? "POST" : "PATCH", interaction.token());
    }

    @Override
    public List<String> buckets() {
        List<String> all = new ArrayList<>(direct == null ? List.of() : direct.buckets());
        all.add(BudgetNews.bucket("PATCH", interaction.token()));
        all.add(BudgetNews.bucket("POST", interaction.token()));
        return all;
    }

    @Override
    public Future<DiscordMessage> create(Write.Create write, String nonce) {
        if (direct != null) {
            return direct.create(
                    new Write.Create(write.page(), write.controls(), write.index(), there(write.replyTo())), nonce);
        }
        String content = write.page().content();
        return (write.index() == 0
                        ? api.original(interaction, content, write.controls())
                        : api.followUp(interaction, true, content, write.controls()))
                .onSuccess(message -> lastId = message.id());
    }

    @Override
    public Future<Void> edit(Write.Edit write) {
        String id = there(write.messageId());
        if (direct != null && id != null) {
            return direct.edit(new Write.Edit(write.page(), write.controls(), id));
        }
        return api.edit(interaction, write.messageId(), write.page().content(), write.controls())
                .mapEmpty();
    }

    private @Nullable String there(@Nullable String messageId) {
        return messageId != null && messageId.equals(lastId) && directId != null ? directId : messageId;
    }

    @Override
    public Duration lasts() {
        return lasts;
    }

    @Override
    public Future<Void> moveOn() {
        return api.directChannel(interaction.user().id())
                .compose(channelId ->
                        channels.create(channelId, line("…"), Controls.NONE, interaction.id() + "-d", null))
                .compose(message -> {
                    String left = lastId;
                    directId = message.id();
                    direct = new ChannelOutlet(channels, message.channelId());
                    String pointer = line(language.say(Phrase.GOES_ON_DIRECTLY, Questions.address(message)));
                    Future<DiscordMessage> pointed = left == null
                            ? api.original(interaction, pointer, Controls.NONE)
                            : api.edit(interaction, left, pointer, Controls.NONE);
                    return pointed.<Void>mapEmpty().otherwiseEmpty();
                });
    }

    private String line(String text) {
        AnswerPages page = new AnswerPages(language);
        page.status(text);
        return page.pages().getFirst().content();
    }
}
