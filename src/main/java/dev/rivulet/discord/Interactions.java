package dev.rivulet.discord;

import dev.rivulet.chat.User;
import dev.rivulet.discord.Controls.Order;
import dev.rivulet.discord.Interaction.Use;
import dev.rivulet.discord.attachments.Attachment;
import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.AnswerReader;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands and buttons: acknowledges each at once, before anything that may take time, and does what it is for. What goes wrong is told to
 * the person alone. All on one context.
 */
final class Interactions {
    private static final Logger LOG = LoggerFactory.getLogger(Interactions.class);

    /** Discord takes tokens for 15 minutes; a minute is kept for moving on. */
    static final Duration TOKEN_LASTS = Duration.ofMinutes(14);

    private static final String CONTINUE =
            "Continue your last answer exactly where it stopped. Repeat nothing and add no introduction.";

    private final InteractionApi api;
    private final DiscordApi channels;
    private final Doorkeeper doorkeeper;
    private final Listener listener;
    private final Questions questions;
    private final Settings settings;
    private final Duration tokenLasts;
    private final Acknowledgements acknowledged;

    Interactions(
            Vertx vertx,
            InteractionApi api,
            DiscordApi channels,
            Doorkeeper doorkeeper,
            Listener listener,
            String selfId,
            Settings settings,
            Duration tokenLasts) {
        this.api = api;
        this.channels = channels;
        this.doorkeeper = doorkeeper;
        this.listener = listener;
        this.questions = new Questions(channels, selfId);
        this.settings = settings;
        this.tokenLasts = tokenLasts;
        this.acknowledged = new Acknowledgements(vertx);
    }

    /** Tells Discord which commands there are; a failure is logged, and the commands of the start before stay. */
    void register() {
        api.register(Commands.all())
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("Discord doesn't take the commands; those it knows from earlier stay"));
    }

    void used(Interaction interaction) {
        listener.languages().person(interaction.user().id(), interaction.locale());
        if (doorkeeper.isOpen()) {
            admitted(interaction);
            return;
        }
        doorkeeper.judge(interaction).onSuccess(verdict -> {
            if (verdict == Access.Verdict.WELCOME || interaction.use() instanceof Use.Typing) {
                admitted(interaction);
            } else {
                logged(
                        interaction,
                        api.whisper(interaction, language(interaction).translate(verdict.line())));
            }
        });
    }

    private void admitted(Interaction interaction) {
        Future<Void> done = switch (interaction.use()) {
            case Use.Command command -> command(interaction, command);
            case Use.Typing typing -> settings.suggest(typing).compose(values -> api.suggest(interaction, values));
            case Use.About about -> about(interaction, about.message());
            case Use.Press press -> pressed(interaction, press);
        };
        logged(interaction, done);
    }

    private static void logged(Interaction interaction, Future<Void> done) {
        done.onFailure(cause -> LOG.atWarn()
                .addKeyValue(LogKeys.CHANNEL_ID, interaction.place().channelId())
                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                .log("A command or button can't be answered"));
    }

    private Future<Void> command(Interaction interaction, Use.Command command) {
        return switch (command.name()) {
            case Commands.ASK -> ask(interaction, command);
            case Commands.STOP -> stop(interaction);
            case Commands.MODEL -> tell(interaction, () -> settings.model(interaction, command));
            case Commands.BACKEND -> tell(interaction, () -> settings.backend(interaction, command));
            case Commands.PROMPT -> tell(interaction, () -> settings.profile(interaction, command));
            case Commands.RESET -> tell(interaction, () -> settings.reset(interaction));
            case Commands.SETTINGS -> tell(interaction, () -> settings.settings(interaction, command));
            case Commands.HELP -> api.whisper(interaction, Help.TEXT);
            default -> api.whisper(interaction, "I don't know this command any more.");
        };
    }

    /** Something that may take a moment, and the line that says what came of it. */
    private Future<Void> tell(Interaction interaction, Supplier<Future<String>> line) {
        return api.think(interaction, true)
                .compose(_ -> line.get())
                .compose(text -> api.original(interaction, text, Controls.NONE))
                .mapEmpty();
    }

    private Future<Void> ask(Interaction interaction, Use.Command command) {
        boolean secret = Boolean.parseBoolean(command.option(Commands.PRIVATE));
        String text = command.options().getOrDefault(Commands.QUESTION, "");
        DiscordMessage question = question(interaction, interaction.id(), interaction.user(), text, command.files());
        AnswerPages.Question shown = new AnswerPages.Question(interaction.user().name(), text);
        return acknowledged
                .first(api.think(interaction, secret))
                .onSuccess(_ -> answer(interaction, question, shown, secret, outlet(interaction, secret), null));
    }

    private Future<Void> about(Interaction interaction, DiscordMessage message) {
        DiscordMessage question = Questions.about(
                question(interaction, interaction.id(), interaction.user(), "", message.attachments()), message);
        AnswerPages.Question shown = new AnswerPages.Question(interaction.user().name(), Questions.address(message));
        return acknowledged
                .first(api.think(interaction, false))
                .onSuccess(_ -> answer(interaction, question, shown, false, outlet(interaction, false), null));
    }

    private Outlet outlet(Interaction interaction, boolean secret) {
        return secret
                ? new PrivateReply(api, channels, interaction, tokenLasts, language(interaction))
                : new PublicReply(api, channels, interaction, tokenLasts);
    }

    private Language language(Interaction interaction) {
        return listener.languages()
                .of(
                        interaction.user().id(),
                        interaction.guildId(),
                        interaction.place().listedAs());
    }

    private void answer(
            Interaction interaction,
            DiscordMessage question,
            AnswerPages.Question shown,
            boolean secret,
            Outlet outlet,
            @Nullable String earlier) {
        listener.answer(
                new Asking(interaction.id(), question, outlet, null, shown, secret, earlier, null),
                Future.succeededFuture(interaction.place()));
    }

    private Future<Void> stop(Interaction interaction) {
        String askerId = interaction.byModerator() ? null : interaction.user().id();
        int stopped = listener.stopAll(interaction.place().channelId(), askerId, stoppedBy(interaction));
        return api.whisper(
                interaction,
                stopped == 0
                        ? "Nothing that you may stop is being written here."
                        : stopped == 1 ? "Stopped." : "Stopped " + stopped + " answers.");
    }

    private static String stoppedBy(Interaction interaction) {
        return "Stopped by " + interaction.user().name() + ".";
    }

    private Future<Void> pressed(Interaction interaction, Use.Press press) {
        Order order = Order.parse(press.customId()).orElse(null);
        if (order == null) {
            return api.whisper(interaction, "I don't know this button any more.");
        }
        if (!order.askerId().equals(interaction.user().id()) && !interaction.byModerator()) {
            return api.whisper(interaction, "Only whoever asked, and moderators, can do that.");
        }
        return switch (order.verb()) {
            case STOP -> stop(interaction, press);
            case REGENERATE -> regenerate(interaction, press, order.askerId());
            case CONTINUE -> goOn(interaction, press, order.askerId());
        };
    }

    private Future<Void> stop(Interaction interaction, Use.Press press) {
        if (listener.stop(press.message().id(), stoppedBy(interaction))) {
            return api.accept(interaction);
        }
        if (!press.ephemeral()) {
            listener.markUnfinished(press.message());
        }
        return api.whisper(interaction, "This answer isn't being written any more.");
    }

    private Future<Void> regenerate(Interaction interaction, Use.Press press, String askerId) {
        AnswerPages.Question shown =
                AnswerReader.read(List.of(press.message().content())).question().orElse(null);
        if (press.ephemeral()) {
            return shown == null
                    ? api.whisper(interaction, "The question isn't there any more; ask it again.")
                    : acknowledged
                            .first(api.think(interaction, true))
                            .onSuccess(_ -> answer(
                                    interaction,
                                    question(
                                            interaction, interaction.id(), interaction.user(), shown.text(), List.of()),
                                    shown,
                                    true,
                                    outlet(interaction, true),
                                    null));
        }
        return acknowledged
                .first(api.strip(interaction))
                .compose(_ -> questions
                        .of(press.message(), askerId)
                        .compose(found -> {
                            listener.answer(
                                    new Asking(
                                            interaction.id(),
                                            found.question(),
                                            new ChannelOutlet(
                                                    channels, press.message().channelId()),
                                            found.shown() == null
                                                    ? found.question().id()
                                                    : null,
                                            found.shown(),
                                            false,
                                            Questions.address(found.firstPage()),
                                            null),
                                    Future.succeededFuture(interaction.place()));
                            return Future.<Void>succeededFuture();
                        })
                        .recover(_ -> api.followUp(
                                        interaction,
                                        true,
                                        "The question isn't there any more; ask it again.",
                                        Controls.NONE)
                                .mapEmpty()));
    }

    private Future<Void> goOn(Interaction interaction, Use.Press press, String askerId) {
        DiscordMessage last = press.message();
        String name =
                askerId.equals(interaction.user().id()) ? interaction.user().name() : "";
        DiscordMessage question = Questions.replying(
                question(interaction, interaction.id(), new User(askerId, name), CONTINUE, List.of()), last);
        if (press.ephemeral()) {
            AnswerPages.Question shown =
                    AnswerReader.read(List.of(last.content())).question().orElse(null);
            return acknowledged
                    .first(api.think(interaction, true))
                    .onSuccess(_ -> listener.answer(
                            new Asking(
                                    interaction.id(),
                                    question,
                                    outlet(interaction, true),
                                    null,
                                    shown,
                                    true,
                                    null,
                                    List.of(last)),
                            Future.succeededFuture(interaction.place())));
        }
        return acknowledged
                .first(api.strip(interaction))
                .onSuccess(_ -> listener.answer(
                        new Asking(
                                interaction.id(),
                                question,
                                new ChannelOutlet(channels, last.channelId()),
                                last.id(),
                                null,
                                false,
                                null,
                                null),
                        Future.succeededFuture(interaction.place())));
    }

    private static DiscordMessage question(
            Interaction interaction, String id, User asker, String text, List<Attachment> attachments) {
        return new DiscordMessage(
                id,
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
}
