package dev.rivulet.app;

import dev.rivulet.bench.DiscordBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The measurements. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        synopsisSubcommandLabel = "WHAT",
        description = {"Measure Rivulet on this machine. Needs no configuration; everything runs on loopback."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class BenchCommand {
    @Spec
    private CommandSpec spec;

    @Command(
            name = "discord",
            mixinStandardHelpOptions = true,
            description = {
                "How long a model's text waits until it is visible in Discord, under its rate limits.",
                "",
                "Prints a table; ends with 1 if a target was missed."
            })
    int discord() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> misses = new DiscordBench(out).run();
        out.println();
        out.println(misses.isEmpty() ? "Every target was reached." : "Missed: " + String.join("; ", misses) + ".");
        return misses.isEmpty() ? 0 : RivuletCommand.FAILED;
    }
}
