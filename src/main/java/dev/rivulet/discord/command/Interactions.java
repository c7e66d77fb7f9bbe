package dev.rivulet.discord.command;

import dev.rivulet.discord.answer.OpenAnswers;
import dev.rivulet.discord.client.Controls;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.Interaction.Use;
import dev.rivulet.discord.client.InteractionApi;
import dev.rivulet.discord.history.Questions;
import dev.rivulet.discord.people.Access;
import dev.rivulet.discord.people.Doorkeeper;
import dev.rivulet.discord.people.Languages;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands and buttons: acknowledges each at once, before anything that may take time, and does what it is for. What goes wrong is told to
 * the person alone. All on one context.
 */
public final class Interactions {
    private static final Logger LOG = LoggerFactory.getLogger(Interactions.class);

    /** Discord takes tokens for 15 minutes; a minute is kept for moving on. */
    public static final Duration TOKEN_LASTS = Duration.ofMinutes(14);

    private final InteractionApi api;
    private final Doorkeeper doorkeeper;
    private final Languages languages;
    private final OpenAnswers answers;
    private final Settings settings;
    private final Spendings spendings;
    private final Replies replies;
    private final Presses presses;
    private final Acknowledgements acknowledged;

    public Interactions(
            InteractionApi api,
            Doorkeeper doorkeeper,
            Languages languages,
            OpenAnswers answers,
            Settings settings,
            Spendings spendings,
            Replies replies,
            Presses presses,
            Acknowledgements acknowledged) {
        this.api = api;
        this.doorkeeper = doorkeeper;
        this.languages = languages;
        this.answers = answers;
        this.settings = settings;
        this.spendings = spendings;
        this.replies = replies;
        this.presses = presses;
        this.acknowledged = acknowledged;
    }

    /** Tells Discord which commands there are; a failure is logged, and the commands of the start before stay. */
    public void register() {
        api.register(Commands.all())
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("Discord doesn't take the commands; those it knows from earlier stay"));
    }

    public void used(Interaction interaction) {
        languages.person(interaction.user().id(), interaction.locale());
        Access.Verdict verdict = doorkeeper.judge(interaction);
        if (verdict == Access.Verdict.WELCOME) {
            admitted(interaction);
        } else if (interaction.use() instanceof Use.Typing) {
            logged(interaction, api.suggest(interaction, List.of()));
        } else {
            String line = replies.language(interaction).translate(verdict.line());
            logged(interaction, api.whisper(interaction, line));
        }
    }

    private void admitted(Interaction interaction) {
        Future<Void> done = switch (interaction.use()) {
            case Use.Command command -> command(interaction, command);
            case Use.Typing typing -> settings.suggest(typing).compose(values -> api.suggest(interaction, values));
            case Use.About about -> about(interaction, about.message());
            case Use.Press press -> presses.pressed(interaction, press);
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
        Language language = replies.language(interaction);
        return switch (command.name()) {
            case Commands.ASK -> ask(interaction, command);
            case Commands.STOP -> stop(interaction, language);
            case Commands.MODEL -> tell(interaction, () -> settings.model(interaction, command, language));
            case Commands.BACKEND -> tell(interaction, () -> settings.backend(interaction, command, language));
            case Commands.PROMPT -> tell(interaction, () -> settings.profile(interaction, command, language));
            case Commands.RESET -> tell(interaction, () -> settings.reset(interaction, language));
            case Commands.SETTINGS -> tell(interaction, () -> settings.settings(interaction, command, language));
            case Commands.BUDGET -> tell(interaction, () -> spendings.report(interaction, language));
            case Commands.HELP -> api.whisper(interaction, help(language));
            default -> api.whisper(interaction, language.say(Phrase.UNKNOWN_COMMAND));
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
        DiscordMessage question = Replies.question(interaction, interaction.user(), text, command.files());
        AnswerPages.Question shown = new AnswerPages.Question(interaction.user().name(), text);
        return acknowledged
                .first(api.think(interaction, secret))
                .onSuccess(_ -> replies.byToken(interaction, question, shown, secret, null));
    }

    private Future<Void> about(Interaction interaction, DiscordMessage message) {
        DiscordMessage question =
                Questions.about(Replies.question(interaction, interaction.user(), "", message.attachments()), message);
        AnswerPages.Question shown = new AnswerPages.Question(interaction.user().name(), Questions.address(message));
        return acknowledged
                .first(api.think(interaction, false))
                .onSuccess(_ -> replies.byToken(interaction, question, shown, false, null));
    }

    private Future<Void> stop(Interaction interaction, Language language) {
        String askerId =
                doorkeeper.isModerator(interaction) ? null : interaction.user().id();
        int stopped = answers.stopAll(
                interaction.place().channelId(), askerId, interaction.user().name());
        return api.whisper(
                interaction,
                switch (stopped) {
                    case 0 -> language.say(Phrase.NOTHING_TO_STOP);
                    case 1 -> language.say(Phrase.STOPPED_ONE);
                    default -> language.say(Phrase.STOPPED_MANY, stopped);
                });
    }

    private static String help(Language language) {
        return Stream.of(
                        language.say(Phrase.HELP_MENTION),
                        language.say(Phrase.HELP_ASK),
                        language.say(Phrase.HELP_STOP),
                        language.say(Phrase.HELP_CHOOSE),
                        language.say(Phrase.HELP_ABOUT, language.say(Phrase.ASK_ABOUT)))
                .collect(Collectors.joining("\n"));
    }
}
