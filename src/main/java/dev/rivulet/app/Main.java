package dev.rivulet.app;

import dev.rivulet.config.ConfigurationException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Where the program starts: {@code ./rivulet COMMAND}. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RivuletCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Misuse::report)
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
    }

    private static int failed(Exception failure, CommandLine command) {
        if (failure instanceof ConfigurationException wrong) {
            command.getErr().println(wrong.getMessage());
            command.getErr().println("Nothing was started. Every setting is explained in config/rivulet.yaml.");
            return RivuletCommand.WRONG;
        }
        LoggerFactory.getLogger(Main.class).error("Rivulet failed unexpectedly", failure);
        return RivuletCommand.FAILED;
    }
}
