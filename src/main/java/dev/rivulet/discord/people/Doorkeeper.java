package dev.rivulet.discord.people;

import dev.rivulet.config.AccessConfig;
import dev.rivulet.discord.client.Controls;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.InteractionApi;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.people.Access.Verdict;
import dev.rivulet.discord.people.Access.Visitor;
import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who may be answered, before anything else is done for them, and tells the others privately, kindly and seldom. All on one
 * context.
 */
public final class Doorkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);
    private static final int MOST_TOLD = 10;
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);

    private final DiscordApi api;
    private final InteractionApi direct;
    private final Roles roles;
    private final Languages languages;
    private final Seldom seldom;
    private Access access;

    public Doorkeeper(
            DiscordApi api,
            InteractionApi direct,
            Roles roles,
            Languages languages,
            AccessConfig config,
            LongSupplier nanoTime) {
        this.api = api;
        this.direct = direct;
        this.roles = roles;
        this.languages = languages;
        this.seldom = new Seldom(TOLD_AGAIN, MOST_TOLD, TOLD_WITHIN, nanoTime);
        this.access = new Access(config);
    }

    /** From now on. */
    public void change(AccessConfig config) {
        access = new Access(config);
    }

    /** Whether this person may change what holds for everybody there. */
    public boolean isAdmin(Interaction interaction) {
        return interaction.byAdmin() || access.isAdmin(interaction.user().id());
    }

    /** Whether this person may end and repeat others' answers. */
    public boolean isModerator(Interaction interaction) {
        return interaction.byModerator() || access.isAdmin(interaction.user().id());
    }

    /** Whether there is nothing to check. */
    public boolean isOpen() {
        return access.isOpen();
    }

    /** Whether a message that is for us may be answered; if not, its author is told. Never fails. */
    public Future<Boolean> admits(DiscordMessage message, Place place) {
        return judge(new Visitor(message.author().id(), message.guildId(), place))
                .map(verdict -> {
                    if (verdict != Verdict.WELCOME
                            && seldom.now(message.author().id())) {
                        tell(message, verdict);
                    }
                    return verdict == Verdict.WELCOME;
                });
    }

    /** Whether a command or button may be used: at once, since Discord sends along what has to be known. */
    public Verdict judge(Interaction interaction) {
        Visitor visitor = new Visitor(interaction.user().id(), interaction.guildId(), interaction.place());
        Verdict verdict = access.judge(visitor);
        return verdict == Verdict.DEPENDS_ON_ROLES ? access.judge(visitor, interaction.roles()) : verdict;
    }

    private Future<Verdict> judge(Visitor visitor) {
        Access now = access;
        Verdict verdict = now.judge(visitor);
        String guildId = visitor.guildId();
        if (verdict != Verdict.DEPENDS_ON_ROLES || guildId == null) {
            return Future.succeededFuture(verdict);
        }
        return roles.of(guildId, visitor.userId())
                .map(held -> now.judge(visitor, held))
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue(LogKeys.CHANNEL_ID, visitor.place().channelId())
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("Somebody's roles can't be looked up; not answering them"))
                .otherwise(Verdict.NOT_YOU);
    }

    /** Nobody else sees it: on a server, it is written directly, or not at all where the person doesn't take that. */
    private void tell(DiscordMessage message, Verdict verdict) {
        Future<String> channel = message.guildId() == null
                ? Future.succeededFuture(message.channelId())
                : direct.directChannel(message.author().id());
        Language language = languages.of(message.author().id(), message.guildId(), message.channelId());
        channel.compose(id -> api.create(id, line(verdict, language), Controls.NONE, message.id() + "-no", null))
                .onFailure(cause -> LOG.atDebug()
                        .addKeyValue(LogKeys.CHANNEL_ID, message.channelId())
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("Somebody who may not be answered can't be told"));
    }

    /** As a line of ours, so that it is no part of any conversation. */
    private static String line(Verdict verdict, Language language) {
        AnswerPages page = new AnswerPages(language);
        page.fail(language.translate(verdict.line()));
        return page.pages().getFirst().content();
    }
}
