package dev.rivulet.discord;

import dev.rivulet.render.AnswerPages;
import discord4j.discordjson.json.ApplicationCommandOptionData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import java.util.List;

/** The commands we offer. Types: https://discord.com/developers/docs/interactions/application-commands. */
final class Commands {
    static final String ASK = "ask";
    static final String STOP = "stop";
    static final String HELP = "help";
    static final String ABOUT = "Ask about this";

    static final String QUESTION = "question";
    static final String PRIVATE = "private";
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

    private static ApplicationCommandOptionData option(int type, String name, String description) {
        return ApplicationCommandOptionData.builder()
                .type(type)
                .name(name)
                .description(description)
                .build();
    }
}
