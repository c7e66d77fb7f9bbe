package dev.rivulet.app;

import dev.rivulet.bench.ColdStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** For the image's build; nobody else has a use for it. */
@Command(
        name = "train",
        hidden = true,
        mixinStandardHelpOptions = true,
        versionProvider = RivuletCommand.Version.class,
        description = {
            "Write a cache of loaded classes for later starts with the same Java, jars and options.",
            "",
            "It comes from a run of lambda that answers questions on loopback; give it to Java with -XX:AOTCache."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The cache to write.")
    private Path cache;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ColdStart start = new ColdStart()) {
            start.train(cache);
        }
        return 0;
    }
}
