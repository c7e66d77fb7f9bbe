package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--split",
            description = {
                "Cut it in two, as on AWS: the router runs apart, as a Lambda function",
                "behind API Gateway, both played on this machine."
            })
    private boolean split;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return split
                ? DevSplit.run(this::load, config.arguments(), out)
                : Dev.run(config.load(http.settings()), config.again(http.settings()), out);
    }

    private LoadedConfig load(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(http.settings());
        all.putAll(options);
        return config.load(all);
    }
}
