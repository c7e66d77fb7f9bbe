package dev.rivulet.app;

import dev.rivulet.config.Need;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Options of {@link Run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        optionListHeading = "%nOptions:%n",
        description = {
            "Answer in Discord: listener, router, backends and HTTP in one process.",
            "",
            "Needs the bot's token in DISCORD_TOKEN."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions config;

    @Mixin
    private HttpOptions http;

    @Override
    public Integer call() {
        return Run.run(
                config.load(http.settings(), Need.DISCORD_TOKEN),
                config.again(http.settings()),
                spec.commandLine().getOut());
    }
}
