package dev.rivulet.discord.command;

import dev.rivulet.chat.User;
import dev.rivulet.discord.answer.Answering;
import dev.rivulet.discord.answer.Answers;
import dev.rivulet.discord.answer.Asking;
import dev.rivulet.discord.answer.ChannelOutlet;
import dev.rivulet.discord.answer.Outlet;
import dev.rivulet.discord.attachments.Attachment;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.Interaction.Use;
import dev.rivulet.discord.client.InteractionApi;
import dev.rivulet.discord.people.Languages;
import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers commands and buttons that ask something. All on one context. */
public final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final InteractionApi api;
    private final DiscordApi channels;
    private final Answers answers;
    private final Languages languages;
    private final Duration tokenLasts;

    /** @param tokenLasts how long an interaction's token is used */
    public Replies(InteractionApi api, DiscordApi channels, Answers answers, Languages languages, Duration tokenLasts) {
        this.api = api;
        this.channels = channels;
        this.answers = answers;
        this.languages = languages;
        this.tokenLasts = tokenLasts;
    }

    /** What to speak to that person there. */
    Language language(Interaction interaction) {
        return languages.of(
                interaction.user().id(),
                interaction.guildId(),
                interaction.place().listedAs());
    }

    /** What was asked, as if it had been a message. */
    static DiscordMessage question(Interaction interaction, User asker, String text, List<Attachment> attachments) {
        return new DiscordMessage(
                interaction.id(),
                interaction.place().channelId(),
                interaction.guildId(),
                asker,
                false,
                true,
                text,
                Map.of(),
                null,
                null,
                attachments,
                Instant.now());
    }

    /** Answers by right of the interaction's token, after it was acknowledged with a message to come. */
    void byToken(
            Interaction interaction,
            DiscordMessage question,
            AnswerPages.@Nullable Question shown,
            boolean secret,
            @Nullable List<DiscordMessage> before) {
        Outlet outlet = secret
                ? new PrivateReply(api, channels, interaction, tokenLasts, language(interaction))
                : new PublicReply(api, channels, interaction, tokenLasts);
        answer(
                interaction,
                new Asking(interaction.id(), question, interaction.user(), outlet, null, shown, secret, null, before));
    }

    /** Answers as an ordinary message in the channel. */
    Answering inChannel(
            Interaction interaction,
            DiscordMessage question,
            @Nullable String replyTo,
            AnswerPages.@Nullable Question shown,
            @Nullable String earlier) {
        Outlet outlet = new ChannelOutlet(channels, interaction.place().channelId());
        return answer(
                interaction,
                new Asking(
                        interaction.id(), question, interaction.user(), outlet, replyTo, shown, false, earlier, null));
    }

    /** Puts the buttons under a message again that were taken away when one of them was pressed. */
    void putBack(Use.Press press) {
        DiscordMessage message = press.message();
        channels.edit(message.channelId(), message.id(), message.content(), press.controls())
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue(LogKeys.CHANNEL_ID, message.channelId())
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("The buttons under an answer can't be put back"));
    }

    private Answering answer(Interaction interaction, Asking asking) {
        return answers.answer(asking, Future.succeededFuture(interaction.place()));
    }
}
