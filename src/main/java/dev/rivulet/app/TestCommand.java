package dev.rivulet.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For the help only: the launcher runs the tests before it would come to this. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        description = "Run all tests of the repository (by the launcher, with Maven).")
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class TestCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MAVEN-OPTION", description = "Passed on to Maven.", arity = "0..*")
    @SuppressWarnings("UnusedVariable") // for the help
    private List<String> options;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "The launcher runs the tests: call ./rivulet test in the repository.");
    }
}
