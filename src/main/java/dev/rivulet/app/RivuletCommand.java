package dev.rivulet.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command, and its help. */
@Command(
        name = "./rivulet",
        description = "AI agents in Discord, streamed as they write.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        subcommands = {
            DevCommand.class,
            RunCommand.class,
            ListenCommand.class,
            ServeCommand.class,
            LambdaCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            TrainCommand.class,
            TestCommand.class
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  DISCORD_TOKEN    the bot's token; run and listen need it",
            "  OLLAMA_URL       where Ollama listens (http://localhost:11434)",
            "  OLLAMA_MODEL     the model to ask for (the one installed last)",
            "  AGENTCORE_RUNTIME_ARN, or BEDROCK_AGENT_ID and BEDROCK_AGENT_ALIAS_ID",
            "                   an agent on AWS",
            "  RIVULET_BACKEND  the backend that answers: ollama, agentcore, handbook or one",
            "                   of your own",
            "  RIVULET_HTTP_HOST, RIVULET_HTTP_PORT, RIVULET_API_TOKEN",
            "                   where the HTTP server listens (127.0.0.1:8080), and what",
            "                   callers must send",
            "  RIVULET_CHAT_URL, RIVULET_CHAT_AUTH, RIVULET_CHAT_TOKEN",
            "                   the router that listen asks, and how it says who it is",
            "  RIVULET_CONFIG   the configuration file (config/rivulet.yaml)",
            "  RIVULET_JAVA_OPTS  options for the JVM, after the launcher's own",
            "Every setting has a variable: RIVULET_ and its path in config/rivulet.yaml,",
            "where all are explained.",
            "",
            "Examples:",
            "  ./rivulet dev",
            "  DISCORD_TOKEN=... OLLAMA_MODEL=llama3.2 ./rivulet run",
            "  ./rivulet doctor",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong options or configuration.",
        })
final class RivuletCommand implements Runnable {
    /** Exit code of a failure while running. */
    static final int FAILED = 1;

    /** Exit code of wrong usage or configuration; nothing was started. */
    static final int WRONG = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: dev, run, listen, serve, lambda, doctor, bench or test.");
    }

    /** From the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RivuletCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "Rivulet " + (version == null ? "(not from its jar)" : version) + " on Java " + Runtime.version()
            };
        }
    }
}
