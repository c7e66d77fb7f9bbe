package dev.rivulet.discord.command;

import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.Interaction.Use;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.people.Choices;
import dev.rivulet.discord.people.Choices.Chosen;
import dev.rivulet.discord.people.Choices.Subject;
import dev.rivulet.discord.people.Doorkeeper;
import dev.rivulet.discord.people.Offer;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
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
 * with, and never fails. All on one context.
 */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    /** The value that takes a choice back. */
    static final String DEFAULT = "default";

    /** Discord takes no more, and waits 3 seconds: https://discord.com/developers/docs/interactions/application-commands#autocomplete. */
    private static final int MOST_SUGGESTIONS = 25;

    private static final int LONGEST_SUGGESTION = 100;
    private static final long PATIENCE_MS = 1_500;

    private final Choices choices;
    private final Offer offer;
    private final Doorkeeper doorkeeper;

    public Settings(Choices choices, Doorkeeper doorkeeper) {
        this.choices = choices;
        this.offer = choices.offer();
        this.doorkeeper = doorkeeper;
    }

    /** What an option's value may be, of what fits what is typed so far. */
    Future<List<String>> suggest(Use.Typing typing) {
        String typed = typing.options().getOrDefault(typing.focused(), "").toLowerCase(Locale.ROOT);
        Future<List<String>> all = switch (typing.name()) {
            case Commands.BACKEND -> offer.models().map(this::backends);
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

    private List<String> backends(Map<String, List<String>> models) {
        List<String> all = new ArrayList<>(offer.backends());
        all.addAll(models.keySet());
        return all;
    }

    /** As {@code backend/model}: a model's name alone could be two backends'. */
    private static List<String> models(Map<String, List<String>> byBackend) {
        return byBackend.entrySet().stream()
                .flatMap(backend -> backend.getValue().stream().map(model -> backend.getKey() + "/" + model))
                .toList();
    }

    Future<String> backend(Interaction interaction, Use.Command command, Language language) {
        String name = command.option(Commands.NAME);
        if (offer.backends().isEmpty()) {
            return Future.succeededFuture(language.say(Phrase.NO_CHOICE));
        }
        if (name == null) {
            return shown(interaction, language);
        }
        if (name.equals(DEFAULT)) {
            return model(interaction, command, language, null, null);
        }
        return offer.hasBackend(name)
                ? model(interaction, command, language, name, null)
                : Future.succeededFuture(
                        language.say(Phrase.NO_SUCH_BACKEND, name, String.join(", ", offer.backends())));
    }

    Future<String> model(Interaction interaction, Use.Command command, Language language) {
        String name = command.option(Commands.NAME);
        if (offer.backends().isEmpty()) {
            return Future.succeededFuture(language.say(Phrase.NO_CHOICE));
        }
        if (name == null) {
            return shown(interaction, language);
        }
        if (name.equals(DEFAULT)) {
            return model(interaction, command, language, null, null);
        }
        int slash = name.indexOf('/');
        String backend = slash < 0 ? null : name.substring(0, slash);
        return backend != null && offer.backends().contains(backend)
                ? model(interaction, command, language, backend, name.substring(slash + 1))
                : model(interaction, command, language, null, name);
    }

    /** Backend and model together: the one means nothing without the other. */
    private Future<String> model(
            Interaction interaction,
            Use.Command command,
            Language language,
            @Nullable String backend,
            @Nullable String model) {
        String chosen = model == null ? backend : backend == null ? model : model + " · " + backend;
        return keep(
                interaction,
                command,
                language,
                chosen,
                List.of(new Choice(Subject.BACKEND, backend), new Choice(Subject.MODEL, model)));
    }

    Future<String> profile(Interaction interaction, Use.Command command, Language language) {
        String name = command.option(Commands.NAME);
        if (name == null) {
            return shown(interaction, language);
        }
        String profile = name.equals(DEFAULT) ? null : name;
        return profile == null || offer.hasProfile(profile)
                ? keep(interaction, command, language, profile, List.of(new Choice(Subject.PROFILE, profile)))
                : Future.succeededFuture(
                        language.say(Phrase.NO_SUCH_PROMPT, name, String.join(", ", offer.profiles())));
    }

    /** @param value null takes the choice back */
    private record Choice(Subject subject, @Nullable String value) {}

    /** @param shown what was chosen, in the words of whoever chose; null for the usual */
    private Future<String> keep(
            Interaction interaction,
            Use.Command command,
            Language language,
            @Nullable String shown,
            List<Choice> made) {
        boolean forChannel = Commands.CHANNEL.equals(command.option(Commands.FOR));
        if (forChannel && !doorkeeper.isAdmin(interaction)) {
            return Future.succeededFuture(language.say(Phrase.ADMINS_ONLY));
        }
        Place place = interaction.place();
        Future<Void> kept = Future.succeededFuture();
        for (Choice each : made) {
            kept = kept.compose(_ -> forChannel
                    ? choices.chooseForChannel(place, each.subject(), each.value())
                    : choices.chooseHere(interaction.user().id(), place, each.subject(), each.value()));
        }
        Phrase where = forChannel
                ? Phrase.HOLDS_FOR_CHANNEL
                : place.kind() == Place.Kind.CHANNEL ? Phrase.HOLDS_FOR_YOU : Phrase.HOLDS_HERE;
        return kept.map(_ -> language.say(where, orUsual(shown, language)))
                .recover(cause -> notKept(interaction, language, cause));
    }

    private static String orUsual(@Nullable String chosen, Language language) {
        return chosen == null ? language.say(Phrase.THE_USUAL) : chosen;
    }

    private Future<String> shown(Interaction interaction, Language language) {
        return choices.of(interaction.user().id(), interaction.place()).map(chosen -> shown(chosen, language));
    }

    private static String shown(Chosen chosen, Language language) {
        return String.join(
                "\n",
                language.say(Phrase.CHOSEN_MODEL, orUsual(chosen.model(), language)),
                language.say(Phrase.CHOSEN_BACKEND, orUsual(chosen.backend(), language)),
                language.say(Phrase.CHOSEN_PROMPT, orUsual(chosen.profile(), language)));
    }

    Future<String> reset(Interaction interaction, Language language) {
        if (interaction.place().kind() == Place.Kind.CHANNEL) {
            return Future.succeededFuture(language.say(Phrase.NOTHING_TO_RESET));
        }
        return choices.beginAfresh(interaction.place(), saidAt(interaction))
                .map(_ -> language.say(Phrase.RESET_DONE))
                .recover(cause -> notKept(interaction, language, cause));
    }

    /** By Discord's clock, as the messages are: https://discord.com/developers/docs/reference#snowflakes. */
    private static Instant saidAt(Interaction interaction) {
        return Instant.ofEpochMilli((DiscordApi.number(interaction.id()) >>> 22) + 1_420_070_400_000L);
    }

    Future<String> settings(Interaction interaction, Use.Command command, Language language) {
        String userId = interaction.user().id();
        return set(userId, command, Commands.FINAL_TEXT, Subject.FINAL_TEXT_ONLY)
                .compose(_ -> set(userId, command, Commands.QUIET, Subject.QUIET))
                .compose(_ -> choices.manner(userId))
                .compose(manner -> shown(interaction, language)
                        .map(chosen -> String.join(
                                "\n",
                                language.say(Phrase.SET_FINAL_TEXT, onOff(manner.finalTextOnly(), language)),
                                language.say(Phrase.SET_QUIET, onOff(manner.quiet(), language)),
                                chosen)))
                .recover(cause -> notKept(interaction, language, cause));
    }

    private Future<Void> set(String userId, Use.Command command, String option, Subject subject) {
        String value = command.option(option);
        return value == null
                ? Future.succeededFuture()
                : choices.chooseForOneself(userId, subject, Boolean.parseBoolean(value));
    }

    private static String onOff(boolean value, Language language) {
        return language.say(value ? Phrase.ON : Phrase.OFF);
    }

    private static Future<String> notKept(Interaction interaction, Language language, Throwable cause) {
        LOG.atWarn()
                .addKeyValue(LogKeys.CHANNEL_ID, interaction.place().channelId())
                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                .log("A choice can't be kept");
        return Future.succeededFuture(language.say(Phrase.NOT_KEPT));
    }
}
