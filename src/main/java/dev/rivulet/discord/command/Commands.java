package dev.rivulet.discord.command;

import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import discord4j.discordjson.json.ApplicationCommandOptionChoiceData;
import discord4j.discordjson.json.ApplicationCommandOptionData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import discord4j.discordjson.json.ImmutableApplicationCommandOptionData;
import discord4j.discordjson.possible.Possible;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The commands we offer, described in all our languages. Their names are the same in all of them, so that people can tell each other. Types:
 * https://discord.com/developers/docs/interactions/application-commands.
 */
final class Commands {
    static final String ASK = "ask";
    static final String STOP = "stop";
    static final String MODEL = "model";
    static final String BACKEND = "backend";
    static final String PROMPT = "prompt";
    static final String RESET = "reset";
    static final String SETTINGS = "settings";
    static final String BUDGET = "budget";
    static final String HELP = "help";

    static final String QUESTION = "question";
    static final String PRIVATE = "private";
    static final String NAME = "name";
    static final String FOR = "for";
    static final String CHANNEL = "channel";
    static final String FINAL_TEXT = "final-text-only";
    static final String QUIET = "quiet";
    private static final String FILE = "file";
    private static final String CONVERSATION = "conversation";

    private static final int MESSAGE_COMMAND = 3;
    private static final int STRING = 3;
    private static final int BOOLEAN = 5;
    private static final int ATTACHMENT = 11;

    private Commands() {}

    static List<ApplicationCommandRequest> all() {
        return List.of(
                command(
                        ASK,
                        Phrase.DESCRIBE_ASK,
                        option(STRING, QUESTION, Phrase.DESCRIBE_QUESTION)
                                .required(true)
                                .maxLength(AnswerPages.Question.LONGEST)
                                .build(),
                        option(BOOLEAN, PRIVATE, Phrase.DESCRIBE_PRIVATE).build(),
                        option(ATTACHMENT, FILE, Phrase.DESCRIBE_FILE).build()),
                command(STOP, Phrase.DESCRIBE_STOP),
                command(MODEL, Phrase.DESCRIBE_MODEL, name(), whom()),
                command(BACKEND, Phrase.DESCRIBE_BACKEND, name(), whom()),
                command(PROMPT, Phrase.DESCRIBE_PROMPT, name(), whom()),
                command(RESET, Phrase.DESCRIBE_RESET),
                command(
                        SETTINGS,
                        Phrase.DESCRIBE_SETTINGS,
                        option(BOOLEAN, FINAL_TEXT, Phrase.DESCRIBE_FINAL_TEXT).build(),
                        option(BOOLEAN, QUIET, Phrase.DESCRIBE_QUIET).build()),
                command(BUDGET, Phrase.DESCRIBE_BUDGET),
                command(HELP, Phrase.DESCRIBE_HELP),
                ApplicationCommandRequest.builder()
                        .type(MESSAGE_COMMAND)
                        .name(Language.ENGLISH.say(Phrase.ASK_ABOUT))
                        .nameLocalizations(inOtherLanguages(Phrase.ASK_ABOUT))
                        .build());
    }

    private static ApplicationCommandRequest command(
            String name, Phrase description, ApplicationCommandOptionData... options) {
        return ApplicationCommandRequest.builder()
                .name(name)
                .description(Language.ENGLISH.say(description))
                .descriptionLocalizations(inOtherLanguages(description))
                .options(List.of(options))
                .build();
    }

    private static ApplicationCommandOptionData name() {
        return option(STRING, NAME, Phrase.DESCRIBE_NAME).autocomplete(true).build();
    }

    private static ApplicationCommandOptionData whom() {
        return option(STRING, FOR, Phrase.DESCRIBE_FOR)
                .choices(List.of(value(Phrase.FOR_CONVERSATION, CONVERSATION), value(Phrase.FOR_CHANNEL, CHANNEL)))
                .build();
    }

    private static ApplicationCommandOptionChoiceData value(Phrase name, String value) {
        return ApplicationCommandOptionChoiceData.builder()
                .name(Language.ENGLISH.say(name))
                .nameLocalizations(inOtherLanguages(name))
                .value(value)
                .build();
    }

    private static ImmutableApplicationCommandOptionData.Builder option(int type, String name, Phrase description) {
        return ApplicationCommandOptionData.builder()
                .type(type)
                .name(name)
                .description(Language.ENGLISH.say(description))
                .descriptionLocalizations(inOtherLanguages(description));
    }

    /** By Discord's names of the languages, of which some have two: https://discord.com/developers/docs/reference#locales. */
    private static Possible<Optional<Map<String, String>>> inOtherLanguages(Phrase phrase) {
        Map<String, String> lines = new HashMap<>();
        for (Locale locale : List.of(Locale.GERMAN, Locale.FRENCH, Locale.JAPANESE)) {
            put(lines, locale.getLanguage(), phrase);
        }
        List.of("es-ES", "es-419", "pt-BR").forEach(name -> put(lines, name, phrase));
        return Possible.of(Optional.of(lines));
    }

    private static void put(Map<String, String> lines, String discordLocale, Phrase phrase) {
        Language.of(discordLocale).ifPresent(language -> lines.put(discordLocale, language.say(phrase)));
    }
}
