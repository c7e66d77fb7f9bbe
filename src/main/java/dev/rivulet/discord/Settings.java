package dev.rivulet.discord;

import dev.rivulet.discord.Choices.Chosen;
import dev.rivulet.discord.Choices.Subject;
import dev.rivulet.discord.Interaction.Use;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that choose: backend, model and prompt, a fresh conversation, and how one's answers appear. Each gives the line to answer
 * with. All on one context.
 */
final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    /** The value that takes a choice back. */
    static final String DEFAULT = "default";

    /** Discord takes no more and waits 3 seconds: https://discord.com/developers/docs/interactions/application-commands#autocomplete. */
    private static final int MOST_SUGGESTIONS = 25;

    private static final int LONGEST_SUGGESTION = 100;
    private static final long PATIENCE_MS = 1_500;

    private final Choices choices;
    private final Offer offer;

    Settings(Choices choices) {
        this.choices = choices;
        this.offer = choices.offer();
    }

    /** What an option's value may be, of what fits what is typed so far. Never fails. */
    Future<List<String>> suggest(Use.Typing typing) {
        String typed = typing.options().getOrDefault(typing.focused(), "").toLowerCase(Locale.ROOT);
        Future<List<String>> all = switch (typing.name()) {
            case Commands.BACKEND -> Future.succeededFuture(offer.backends());
            case Commands.PROMPT -> Future.succeededFuture(offer.profiles());
            case Commands.MODEL -> offer.models().map(Settings::models);
            default -> Future.succeededFuture(List.of());
        };
        return all.timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .otherwise(List.of())
                .map(values -> {
                    List<String> fitting = new ArrayList<>(List.of(DEFAULT));
                    fitting.addAll(values);
                    return fitting.stream()
                            .distinct()
                            .filter(value -> value.length() <= LONGEST_SUGGESTION)
                            .filter(value -> value.toLowerCase(Locale.ROOT).contains(typed))
                            .limit(MOST_SUGGESTIONS)
                            .toList();
                });
    }

    /** As {@code backend/model}: names of models alone could be two backends'. */
    private static List<String> models(Map<String, List<String>> byBackend) {
        return byBackend.entrySet().stream()
                .flatMap(backend -> backend.getValue().stream().map(model -> backend.getKey() + "/" + model))
                .toList();
    }

    Future<String> backend(Interaction interaction, Use.Command command) {
        String name = command.option(Commands.NAME);
        if (offer.backends().isEmpty()) {
            return Future.succeededFuture("The backend can't be chosen here.");
        }
        if (name != null && !name.equals(DEFAULT) && !offer.backends().contains(name)) {
            return Future.succeededFuture(
                    "There is no backend “" + name + "”, only " + String.join(", ", offer.backends()) + ".");
        }
        return choose(interaction, command, name, null);
    }

    Future<String> model(Interaction interaction, Use.Command command) {
        String name = command.option(Commands.NAME);
        if (offer.backends().isEmpty()) {
            return Future.succeededFuture("The model can't be chosen here.");
        }
        if (name == null || name.equals(DEFAULT)) {
            return choose(interaction, command, name, null);
        }
        int slash = name.indexOf('/');
        String backend = slash < 0 ? null : name.substring(0, slash);
        return backend != null && offer.backends().contains(backend)
                ? choose(interaction, command, backend, name.substring(slash + 1))
                : choose(interaction, command, null, name);
    }

    /** Backend and model together: the one means nothing without the other. */
    private Future<String> choose(
            Interaction interaction, Use.Command command, @Nullable String backend, @Nullable String model) {
        if (backend == null && model == null) {
            return choices.of(interaction.user().id(), interaction.place()).map(Settings::shown);
        }
        String value = DEFAULT.equals(backend) ? null : backend;
        return set(
                interaction,
                command,
                Subject.BACKEND,
                value,
                () -> set(
                        interaction,
                        command,
                        Subject.MODEL,
                        model,
                        () -> Future.succeededFuture(
                                value == null && model == null
                                        ? "The usual model answers" + where(interaction, command)
                                        : (model == null ? value : value == null ? model : model + " · " + value)
                                                + " answers" + where(interaction, command))));
    }

    Future<String> profile(Interaction interaction, Use.Command command) {
        String name = command.option(Commands.NAME);
        if (name == null) {
            return choices.of(interaction.user().id(), interaction.place()).map(Settings::shown);
        }
        if (!name.equals(DEFAULT) && !offer.profiles().contains(name)) {
            return Future.succeededFuture(
                    "There is no prompt “" + name + "”, only " + String.join(", ", offer.profiles()) + ".");
        }
        return set(
                interaction,
                command,
                Subject.PROFILE,
                name.equals(DEFAULT) ? null : name,
                () -> Future.succeededFuture("The prompt “" + name + "” holds" + where(interaction, command)));
    }

    private static String where(Interaction interaction, Use.Command command) {
        if (forChannel(command)) {
            return " in this channel from now on, where nobody chose otherwise.";
        }
        return interaction.place().kind() == Place.Kind.CHANNEL
                ? " your questions in this channel from now on."
                : " in this conversation from now on.";
    }

    private static boolean forChannel(Use.Command command) {
        return Commands.CHANNEL.equals(command.option(Commands.FOR));
    }

    private interface Then {
        Future<String> then();
    }

    private Future<String> set(
            Interaction interaction, Use.Command command, Subject subject, @Nullable String value, Then then) {
        if (forChannel(command) && !interaction.byAdmin()) {
            return Future.succeededFuture("Only who may manage this server can choose for the whole channel.");
        }
        Future<Void> kept = forChannel(command)
                ? choices.chooseForChannel(interaction.place(), subject, value)
                : choices.chooseHere(interaction.user().id(), interaction.place(), subject, value);
        return kept.compose(_ -> then.then()).recover(cause -> Future.succeededFuture(notKept(interaction, cause)));
    }

    private static String shown(Chosen chosen) {
        String model = chosen.model();
        String backend = chosen.backend();
        String profile = chosen.profile();
        return "Model: " + (model == null ? "the usual" : model)
                + "\nBackend: " + (backend == null ? "the usual" : backend)
                + "\nPrompt: " + (profile == null ? "the usual" : profile);
    }

    Future<String> reset(Interaction interaction) {
        if (interaction.place().kind() == Place.Kind.CHANNEL) {
            return Future.succeededFuture(
                    "In a channel, each question that replies to nothing starts afresh; there is nothing to reset.");
        }
        return choices.beginAfresh(interaction.place(), saidAt(interaction))
                .map("What was said here before is forgotten. Ask away.")
                .recover(cause -> Future.succeededFuture(notKept(interaction, cause)));
    }

    /** By Discord's clock, as the messages are: https://discord.com/developers/docs/reference#snowflakes. */
    private static Instant saidAt(Interaction interaction) {
        return Instant.ofEpochMilli((DiscordApi.number(interaction.id()) >>> 22) + 1_420_070_400_000L);
    }

    Future<String> settings(Interaction interaction, Use.Command command) {
        String userId = interaction.user().id();
        Future<Void> kept = set(userId, command, Commands.FINAL_TEXT, Subject.FINAL_TEXT_ONLY)
                .compose(_ -> set(userId, command, Commands.QUIET, Subject.QUIET));
        Future<Manner> manner = kept.compose(_ -> choices.manner(userId));
        return manner.compose(_ -> choices.of(userId, interaction.place()))
                .map(chosen -> "Final text only: " + onOff(manner.result().finalTextOnly()) + "\nNo placeholder: "
                        + onOff(manner.result().quiet()) + "\n" + shown(chosen))
                .recover(cause -> Future.succeededFuture(notKept(interaction, cause)));
    }

    private Future<Void> set(String userId, Use.Command command, String option, Subject subject) {
        String value = command.option(option);
        return value == null
                ? Future.succeededFuture()
                : choices.chooseForOneself(userId, subject, Boolean.parseBoolean(value));
    }

    private static String onOff(boolean value) {
        return value ? "on" : "off";
    }

    private static String notKept(Interaction interaction, Throwable cause) {
        LOG.atWarn()
                .addKeyValue(LogKeys.CHANNEL_ID, interaction.place().channelId())
                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                .log("A choice can't be kept");
        return "That can't be kept just now; try again later.";
    }
}
