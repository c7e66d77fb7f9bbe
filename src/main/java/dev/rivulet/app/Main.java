package dev.rivulet.app;

import dev.rivulet.config.ConfigurationException;
import dev.rivulet.config.LambdaEnvironment;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Where the program starts: {@code ./rivulet COMMAND}. */
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        Optional<LambdaEnvironment> environment = LambdaEnvironment.system();
        boolean lambda = environment.isPresent() && Arrays.equals(arguments, new String[] {"lambda"});
        try {
            System.exit(lambda ? lambda(environment.get()) : commandLine().execute(arguments));
        } catch (Throwable e) {
            // Without this, Vert.x's threads would keep a process alive that does nothing any more.
            LoggerFactory.getLogger(Main.class).error("Rivulet failed unexpectedly", e);
            System.exit(RivuletCommand.FAILED);
        }
    }

    /** What the command would do, without a parser for commands: that would take a tenth of a cold start. */
    private static int lambda(LambdaEnvironment environment) {
        try {
            PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
            return Lambda.run(environment, () -> new ConfigOptions().load(Map.of()), out);
        } catch (RuntimeException e) {
            return failed(e, new PrintWriter(System.err, true, System.err.charset()));
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new RivuletCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Misuse::report)
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command.getErr()));
    }

    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof ConfigurationException wrong) {
            err.println(wrong.getMessage());
            err.println("Nothing was started. Every setting is explained in config/rivulet.yaml.");
            return RivuletCommand.WRONG;
        }
        LoggerFactory.getLogger(Main.class).error("Rivulet failed unexpectedly", failure);
        return RivuletCommand.FAILED;
    }
}
