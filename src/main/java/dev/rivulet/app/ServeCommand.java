package dev.rivulet.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Options of {@link Serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        optionListHeading = "%nOptions:%n",
        description = {"Answer over HTTP only: router, backends and the chat API."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions config;

    @Mixin
    private HttpOptions http;

    @Override
    public Integer call() {
        return Serve.run(
                config.load(http.settings()),
                config.again(http.settings()),
                spec.commandLine().getOut());
    }
}
