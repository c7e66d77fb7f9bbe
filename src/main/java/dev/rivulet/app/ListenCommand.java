package dev.rivulet.app;

import dev.rivulet.config.Need;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Options of {@link Listen}. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        optionListHeading = "%nOptions:%n",
        description = {
            "Answer in Discord by a router elsewhere, such as ./rivulet lambda or ./rivulet serve.",
            "",
            "Needs the bot's token in DISCORD_TOKEN, and the router's address in RIVULET_CHAT_URL."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class ListenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions config;

    @Override
    public Integer call() {
        return Listen.run(
                config.load(Map.of(), Need.DISCORD_TOKEN, Need.ROUTER),
                config.again(Map.of()),
                spec.commandLine().getOut());
    }
}
