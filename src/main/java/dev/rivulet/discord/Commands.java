package dev.rivulet.discord;

import dev.rivulet.render.AnswerPages;
import discord4j.discordjson.json.ApplicationCommandOptionChoiceData;
import discord4j.discordjson.json.ApplicationCommandOptionData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import java.util.List;

/** The commands we offer. Types: https://discord.com/developers/docs/interactions/application-commands. */
final class Commands {
    static final String ASK = "ask";
    static final String STOP = "stop";
    static final String HELP = "help";
    static final String MODEL = "model";
    static final String BACKEND = "backend";
    static final String PROMPT = "prompt";
    static final String RESET = "reset";
    static final String SETTINGS = "settings";
    static final String ABOUT = "Ask about this";

    static final String QUESTION = "question";
    static final String PRIVATE = "private";
    static final String NAME = "name";
    static final String FOR = "for";
    static final String CHANNEL = "channel";
    static final String FINAL_TEXT = "final-text-only";
    static final String QUIET = "quiet";
    private static final String CONVERSATION = "conversation";
    private static final String FILE = "file";

    private static final int MESSAGE_COMMAND = 3;
    private static final int STRING = 3;
    private static final int BOOLEAN = 5;
    private static final int ATTACHMENT = 11;

    private Commands() {}

    static List<ApplicationCommandRequest> all() {
        return List.of(
                command(
                        ASK,
                        "Ask a question",
                        ApplicationCommandOptionData.builder()
                                .type(STRING)
                                .name(QUESTION)
                                .description("What you want to know")
                                .required(true)
                                .maxLength(AnswerPages.Question.LONGEST)
                                .build(),
                        option(BOOLEAN, PRIVATE, "Only you see the answer"),
                        option(ATTACHMENT, FILE, "A file that belongs to the question")),
                command(STOP, "Stop what is being written here"),
                command(MODEL, "Choose the model that answers", choice("The model"), whom()),
                command(BACKEND, "Choose the backend that answers", choice("The backend"), whom()),
                command(PROMPT, "Choose how the bot is to behave", choice("The prompt"), whom()),
                command(RESET, "Begin a fresh conversation in this thread or direct message"),
                command(
                        SETTINGS,
                        "Choose how your answers appear",
                        option(BOOLEAN, FINAL_TEXT, "A message appears when it is finished, and isn't edited before"),
                        option(BOOLEAN, QUIET, "Nothing appears before there is text")),
                command(HELP, "What you can do here"),
                ApplicationCommandRequest.builder()
                        .type(MESSAGE_COMMAND)
                        .name(ABOUT)
                        .build());
    }

    private static ApplicationCommandRequest command(
            String name, String description, ApplicationCommandOptionData... options) {
        return ApplicationCommandRequest.builder()
                .name(name)
                .description(description)
                .options(List.of(options))
                .build();
    }

    private static ApplicationCommandOptionData choice(String description) {
        return ApplicationCommandOptionData.builder()
                .from(option(STRING, NAME, description))
                .autocomplete(true)
                .build();
    }

    private static ApplicationCommandOptionData whom() {
        return ApplicationCommandOptionData.builder()
                .from(option(STRING, FOR, "What it holds for"))
                .choices(List.of(value("This conversation", CONVERSATION), value("The whole channel", CHANNEL)))
                .build();
    }

    private static ApplicationCommandOptionChoiceData value(String name, String value) {
        return ApplicationCommandOptionChoiceData.builder()
                .name(name)
                .value(value)
                .build();
    }

    private static ApplicationCommandOptionData option(int type, String name, String description) {
        return ApplicationCommandOptionData.builder()
                .type(type)
                .name(name)
                .description(description)
                .build();
    }
}
