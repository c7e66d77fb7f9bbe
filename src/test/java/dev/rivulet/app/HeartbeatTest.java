package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.rivulet.Await;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.RivuletConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {
    @TempDir
    Path home;

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch lines = new CountDownLatch(2);

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void writesALineEachTimeWhileDiscordAnswers() throws InterruptedException {
        Heartbeat.start(vertx, config("20ms"), () -> Future.succeededFuture(true), lines::countDown);

        assertThat(lines.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void touchesItsFileAlsoWhileDiscordDoesNotAnswer() throws Exception {
        Path file = Files.createDirectories(home.resolve("data")).resolve("alive");
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        Heartbeat.start(vertx, config("20ms"), () -> Future.succeededFuture(false), lines::countDown);

        Await.found("a file that was touched", () -> touched(file));
        assertThat(lines.getCount()).isEqualTo(2);
    }

    @Test
    void isSilentUnlessAskedFor() {
        Heartbeat.start(vertx, config(""), () -> Future.succeededFuture(true), lines::countDown);

        vertx.close().await();
        assertThat(lines.getCount()).isEqualTo(2);
        assertThat(home.resolve("data/alive")).doesNotExist();
    }

    /** However little else is to be said: it is asked for by itself, and an alarm waits for it. */
    @Test
    void writesItsLineAtEveryLogLevel() throws JoranException {
        LoggerContext logging = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logging);
        configurator.doConfigure(Heartbeat.class.getResource("/logback.xml"));
        logging.getLogger("dev.rivulet").setLevel(Level.ERROR);

        assertThat(logging.getLogger(Core.class).isInfoEnabled()).isFalse();
        assertThat(logging.getLogger(Heartbeat.class).isInfoEnabled()).isTrue();
    }

    /** The alarm and the health check on AWS look for them. */
    @Test
    void givesTheSignsThatTheInfrastructureExpects() throws IOException {
        JsonObject expected = new JsonObject(Files.readString(Path.of("pulumi", "expected.json")));

        assertThat(Heartbeat.LINE).isEqualTo(expected.getString("heartbeat"));
        assertThat(Heartbeat.FILE).isEqualTo(expected.getString("alive"));
    }

    private static Optional<Instant> touched(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant()).filter(Instant.EPOCH::isBefore);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private RivuletConfig config(String every) {
        return new ConfigLoader(Map.of("RIVULET_LOG_HEARTBEAT", every, "RIVULET_DATA_DIR", "data"), home, home)
                .load(null, Map.of())
                .config();
    }
}
