package dev.rivulet.app;

import dev.rivulet.config.RivuletConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at intervals that a form which listens to Discord lives, to those who watch over it. */
final class Heartbeat {
    /** The line that is written while Discord's gateway answers; whoever filters the log looks for it. */
    static final String LINE = "Gateway heartbeat";

    /** The file that is touched while the process lives, whether Discord answers or not. */
    static final String FILE = "alive";

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private Heartbeat() {}

    /**
     * Beats at once and then as often as the settings say, until Vert.x is closed; with no interval set, never.
     *
     * @param gateway whether Discord answers just now; never fails
     */
    static void start(Vertx vertx, RivuletConfig config, Supplier<Future<Boolean>> gateway) {
        start(vertx, config, gateway, () -> LOG.info(LINE));
    }

    /**
     * @param line writes the line
     */
    static void start(Vertx vertx, RivuletConfig config, Supplier<Future<Boolean>> gateway, Runnable line) {
        Duration every = config.log().heartbeat();
        if (every != null) {
            vertx.setPeriodic(
                    0, every.toMillis(), _ -> beat(vertx, config.dataDir().resolve(FILE), gateway, line));
        }
    }

    private static void beat(Vertx vertx, Path file, Supplier<Future<Boolean>> gateway, Runnable line) {
        vertx.executeBlocking(() -> touch(file)).onFailure(cause -> LOG.warn("Can't touch {}", file, cause));
        gateway.get().onSuccess(answers -> {
            if (answers) {
                line.run();
            }
        });
    }

    private static Path touch(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file);
        }
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
}
