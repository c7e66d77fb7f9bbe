package dev.rivulet.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.rivulet.config.ConfigurationException;
import dev.rivulet.config.LoadedConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Looks every now and then whether the configuration's files have changed, and has what can change while running changed. A configuration
 * with mistakes is reported, and the one before stays.
 *
 * <p>It looks rather than being told: that also sees files that are swapped by renaming or mounted from elsewhere. A change is taken up
 * when a second look finds it complete, so that none is read half-written. Files are read on a worker thread.
 */
final class Reloading {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Reloading.class);
    static final Duration EVERY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Supplier<LoadedConfig> load;
    private final Consumer<LoadedConfig> apply;
    private final long timer;
    private LoadedConfig current;
    /** Nothing at first: what has changed since the start read it is found by the first look that reads. */
    private Map<Path, String> taken = Map.of();

    private Map<Path, String> seen = Map.of();
    private boolean looking;

    /**
     * @param load reads the configuration as it was read at the start
     * @param apply takes over what can change while running
     */
    Reloading(
            Vertx vertx,
            Duration every,
            LoadedConfig loaded,
            Supplier<LoadedConfig> load,
            Consumer<LoadedConfig> apply) {
        this.vertx = vertx;
        this.load = load;
        this.apply = apply;
        this.current = loaded;
        this.timer = vertx.setPeriodic(every.toMillis(), _ -> look());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(() -> state(current))
                .compose(state -> {
                    boolean settled = state.equals(seen);
                    seen = state;
                    if (!settled || state.equals(taken)) {
                        return Future.succeededFuture();
                    }
                    taken = state;
                    return vertx.executeBlocking(load::get).onSuccess(this::changed);
                })
                .onFailure(Reloading::report)
                .onComplete(_ -> looking = false);
    }

    private void changed(LoadedConfig loaded) {
        Changed changed = Changed.between(current, loaded);
        if (changed.isNothing()) {
            return;
        }
        try {
            apply.accept(loaded);
        } catch (IllegalArgumentException notYet) {
            LOG.error("What has changed of the configuration needs a restart: {}", notYet.getMessage());
            return;
        }
        ((Logger) LoggerFactory.getLogger("dev.rivulet"))
                .setLevel(Level.valueOf(loaded.config().log().level().name()));
        current = loaded;
        if (!changed.applied().isEmpty()) {
            LOG.info("The configuration has changed; from now on applies what is new of {}", join(changed.applied()));
        }
        if (!changed.waiting().isEmpty()) {
            LOG.warn("What has changed of {} needs a restart", join(changed.waiting()));
        }
    }

    private static String join(List<String> settings) {
        return String.join(", ", settings);
    }

    private static void report(Throwable cause) {
        if (cause instanceof ConfigurationException wrong) {
            LOG.error("{}\nGoing on with the configuration before.", wrong.getMessage());
        } else {
            LOG.atError().setCause(cause).log("The configuration can't be read again; going on with the one before");
        }
    }

    /** When each file was written, and how long it is; what can't be read counts as missing. */
    private static Map<Path, String> state(LoadedConfig loaded) {
        Map<Path, String> state = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        Path file = loaded.file();
        if (file != null) {
            files.add(file);
        }
        try (Stream<Path> prompts = Files.list(loaded.config().prompts())) {
            prompts.forEach(files::add);
        } catch (IOException missing) {
            LOG.trace("There is no directory of prompts");
        }
        for (Path each : files) {
            try {
                state.put(each, Files.getLastModifiedTime(each) + " " + Files.size(each));
            } catch (IOException missing) {
                LOG.trace("A file is gone");
            }
        }
        return state;
    }
}
