package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rivulet.Await;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.LoadedConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ReloadingTest {
    private static final Duration OFTEN = Duration.ofMillis(20);

    @TempDir
    Path home;

    private final Vertx vertx = Vertx.vertx();
    private final List<LoadedConfig> applied = new CopyOnWriteArrayList<>();
    private final List<Reloading> started = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(Reloading.class)).addAppender(log);
    }

    @AfterEach
    void close() {
        started.forEach(Reloading::stop);
        ((Logger) LoggerFactory.getLogger(Reloading.class)).detachAppender(log);
        Await.soon("the end of Vert.x", vertx.close());
    }

    private LoadedConfig load() {
        return new ConfigLoader(Map.of(), home, home).load(null, Map.of());
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Path fresh = Files.writeString(path.resolveSibling(path.getFileName() + "~"), text);
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Reloading reloading() {
        return reloading(applied::add);
    }

    private Reloading reloading(Consumer<LoadedConfig> apply) {
        Reloading reloading = new Reloading(vertx, OFTEN, load(), this::load, apply);
        started.add(reloading);
        return reloading;
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void awaitSaid(String part) {
        Await.until("the log says: " + part, () -> said().stream().anyMatch(line -> line.contains(part)));
    }

    @Test
    void takesOverChangedSettingsAndPrompts() throws Exception {
        write("config/rivulet.yaml", "router: {whole: 10m}");
        reloading();
        write("config/rivulet.yaml", "router: {whole: 11m}");
        awaitSaid("from now on applies what is new of router.whole");
        write("config/prompts/pirate.md", "Arr, {user}!");
        awaitSaid("from now on applies what is new of prompts");
        assertThat(applied.getLast().config().router().whole()).isEqualTo(Duration.ofMinutes(11));
        assertThat(applied.getLast().prompts().find("pirate")).contains("Arr, {user}!");
    }

    @Test
    void takesOverWhatChangedWhileTheProgramStarted() throws Exception {
        write("config/rivulet.yaml", "router: {whole: 10m}");
        LoadedConfig atStart = load();
        write("config/rivulet.yaml", "router: {whole: 11m}");
        started.add(new Reloading(vertx, OFTEN, atStart, this::load, applied::add));

        awaitSaid("from now on applies what is new of router.whole");
        assertThat(applied.getLast().config().router().whole()).isEqualTo(Duration.ofMinutes(11));
    }

    @Test
    void reportsABadEditAndKeepsWhatWas() throws Exception {
        write("config/rivulet.yaml", "router: {whole: 10m}");
        reloading();
        write("config/rivulet.yaml", "router: {whole: soon, idel: 5s}");
        awaitSaid("There are 2 mistakes in the configuration:");
        assertThat(said().getLast())
                .contains("router.whole must be a duration", "did you mean router.idle?")
                .endsWith("Going on with the configuration before.");
        assertThat(applied).isEmpty();

        write("config/rivulet.yaml", "router: {whole: 12m}");
        awaitSaid("from now on");
        assertThat(applied.getLast().config().router().whole()).isEqualTo(Duration.ofMinutes(12));
    }

    @Test
    void saysWhatNeedsARestart() throws Exception {
        write("config/rivulet.yaml", "http: {port: 8080}");
        reloading();
        write("config/rivulet.yaml", "http: {port: 9090}\nrouter: {maxInFlight: 3}\nbackends: {small: {ollama: {}}}");
        awaitSaid("What has changed of http, backends.small, router.maxInFlight needs a restart");
    }

    @Test
    void saysSoWhenARuleNamesABackendThatIsNotThereYet() throws Exception {
        write("config/rivulet.yaml", "log: {level: INFO}");
        reloading(_ -> {
            throw new IllegalArgumentException("router.fallbacks[0]: there is no backend 'small', only ollama");
        });
        write("config/rivulet.yaml", "backends: {small: {ollama: {}}}\nrouter: {fallbacks: [small]}");
        awaitSaid("needs a restart: router.fallbacks[0]: there is no backend 'small'");
    }

    @Test
    void looksNoMoreOnceStopped() throws Exception {
        write("config/rivulet.yaml", "router: {whole: 10m}");
        Reloading stopped = reloading();
        stopped.stop();
        reloading();
        write("config/rivulet.yaml", "router: {whole: 11m}");
        Await.until("the other one sees it", () -> !applied.isEmpty());
        awaitSaid("from now on");
        assertThat(applied).hasSize(1);
    }
}
