package dev.rivulet.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Options of {@link Dev}. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        optionListHeading = "%nOptions:%n",
        description = {
            "Try it on this machine: a loopback Discord with a page to chat in.",
            "",
            "Needs no Discord account and no model. It uses Ollama if that answers, and else Rivulet's own handbook."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class DevCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions config;

    @Mixin
    private HttpOptions http;

    @Override
    public Integer call() {
        return Dev.run(
                config.load(http.settings()),
                config.again(http.settings()),
                spec.commandLine().getOut());
    }
}
