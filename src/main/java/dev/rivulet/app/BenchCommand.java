package dev.rivulet.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.rivulet.bench.AgentBench;
import dev.rivulet.bench.DiscordBench;
import dev.rivulet.bench.StartBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;
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
                "How long a model's text waits from Ollama's socket until it is visible in Discord, under its rate limits.",
                "",
                "Ollama and Discord are played on loopback; what is between them is that of run. Takes about two minutes.",
                "Prints a table; ends with 1 if a target was missed."
            })
    int discord() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        // Its lines would stand in the midst of the table.
        ((Logger) LoggerFactory.getLogger("dev.rivulet")).setLevel(Level.WARN);
        return verdict(new DiscordBench(out).run(), out);
    }

    @Command(
            name = "agentcore",
            mixinStandardHelpOptions = true,
            description = {
                "What an agent's token costs on its way to /chat, beside one of Ollama's, and what 500 answers at once cost.",
                "",
                "Prints a table; ends with 1 if a target was missed."
            })
    int agentcore() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        // A line for each of the thousands of answers would be part of what is measured.
        ((Logger) LoggerFactory.getLogger("dev.rivulet")).setLevel(Level.WARN);
        return verdict(new AgentBench(out).run(), out);
    }

    private static int verdict(List<String> misses, PrintWriter out) {
        out.println();
        out.println(misses.isEmpty() ? "Every target was reached." : "Missed: " + String.join("; ", misses) + ".");
        return misses.isEmpty() ? 0 : RivuletCommand.FAILED;
    }

    @Command(
            name = "split",
            mixinStandardHelpOptions = true,
            description = {
                "What a token's way takes longer when the router runs apart, as a Lambda function behind API Gateway.",
                "",
                "Prints a table; ends with 1 if a target was missed."
            })
    int split() throws TimeoutException {
        PrintWriter out = spec.commandLine().getOut();
        ((Logger) LoggerFactory.getLogger("dev.rivulet")).setLevel(Level.WARN);
        return verdict(SplitForms.measure(out), out);
    }

    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = {
                "How long a cold start of lambda takes, to the first streamed byte of its first answer.",
                "",
                "With and without a cache of loaded classes. Prints a table; ends with 1 if a target was missed."
            })
    int start() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return verdict(new StartBench(out).run(), out);
    }
}
