package dev.rivulet.app;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of {@link Doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        optionListHeading = "%nOptions:%n",
        description = {
            "Look for what is missing: settings and where they come from, servers, and a fix for each trouble.",
            "",
            "Ends with 1 if something that was configured doesn't work."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions config;

    @Option(
            names = "--call",
            description =
                    "Also ask each agent on AWS (where there is none: whoever answers by default) one tiny question."
                            + " This may cost a little.")
    private boolean call;

    @Override
    public Integer call() {
        return Doctor.run(config.load(Map.of()), spec.commandLine().getOut(), call);
    }
}
