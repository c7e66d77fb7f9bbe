package dev.rivulet.store;

import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of this process alone: H2's MVStore. All work is done by one worker thread, one call after the other, so that commits don't
 * come between each other; each is in the file when its future completes, which the end of the process can't undo.
 */
final class EmbeddedStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    private static final Duration PURGE_EVERY = Duration.ofHours(1);
    private static final long PATIENCE_SECONDS = 10;

    /** Each commit writes the pages it touched anew: small ones, so that the file grows little. */
    private static final int PAGE_BYTES = 2048;

    /** The space of what was overwritten; by then the system has written what replaced it. */
    private static final int REUSED_AFTER_MILLIS = 5_000;

    private static final int COMPACT_MILLIS_AT_CLOSE = 200;

    private static final MVMap.Builder<String, String> ENTRIES =
            new MVMap.Builder<String, String>().keyType(StringDataType.INSTANCE).valueType(StringDataType.INSTANCE);

    private final Vertx vertx;
    private final Path path;
    private final WorkerExecutor worker;
    private final InstantSource clock;
    private final MVStore file;
    private final MVMap<String, String> entries;
    private final long purging;

    private EmbeddedStore(Vertx vertx, Path path, WorkerExecutor worker, InstantSource clock, MVStore file) {
        this.vertx = vertx;
        this.path = path;
        this.worker = worker;
        this.clock = clock;
        this.file = file;
        this.entries = file.openMap("entries", ENTRIES);
        this.purging = vertx.setPeriodic(PURGE_EVERY.toMillis(), _ -> onWorker(this::purge));
    }

    /**
     * Opens the file, or makes it. One that can't be read is put aside, which is logged: settings are worth less than a start.
     *
     * @return fails with a {@link StoreException} when another process has it open, or when it can't be written
     */
    static Future<Store> open(Vertx vertx, Path path, InstantSource clock) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("rivulet-store " + path, 1);
        return worker.executeBlocking(() -> {
                    Files.createDirectories(Objects.requireNonNull(path.getParent(), "the directory of a file"));
                    EmbeddedStore store = new EmbeddedStore(vertx, path, worker, clock, openOrPutAside(path));
                    store.purge();
                    return (Store) store;
                })
                .recover(cause -> worker.close().transform(_ -> Future.failedFuture(cannotOpen(path, cause))));
    }

    private static MVStore openOrPutAside(Path path) throws IOException {
        try {
            return open(path);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED || !Files.isReadable(path) || !Files.isWritable(path)) {
                throw e;
            }
            Path aside = path.resolveSibling(path.getFileName() + ".unreadable");
            Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.atWarn()
                    .addKeyValue(LogKeys.DETAIL, "error " + e.getErrorCode())
                    .log("{} can't be read; it is kept as {}, and settings start afresh", path, aside);
            return open(path);
        }
    }

    private static MVStore open(Path path) {
        AtomicBoolean opened = new AtomicBoolean();
        MVStore file = new MVStore.Builder()
                .fileName(path.toString())
                .pageSplitSize(PAGE_BYTES)
                .backgroundExceptionHandler((_, cause) -> {
                    // Also told what open() throws.
                    if (opened.get()) {
                        LOG.atWarn()
                                .addKeyValue(LogKeys.DETAIL, cause.toString())
                                .log("{} can't be tidied up", path);
                    }
                })
                .open();
        file.setVersionsToKeep(0);
        file.setRetentionTime(REUSED_AFTER_MILLIS);
        opened.set(true);
        return file;
    }

    private static StoreException cannotOpen(Path path, Throwable cause) {
        boolean locked =
                cause instanceof MVStoreException broken && broken.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
        return new StoreException(
                locked
                        ? path
                                + " is in use by another Rivulet: stop that one, or set RIVULET_DATA_DIR to another directory."
                        : path + " can't be opened (" + cause.getClass().getSimpleName()
                                + "): make it writable, or set RIVULET_DATA_DIR to a directory that is.",
                cause);
    }

    @Override
    public Future<Optional<String>> get(Key key) {
        return onWorker(() -> Optional.ofNullable(alive(key))
                .filter(entry -> entry.kind() == Stored.Kind.TEXT)
                .map(Stored::content));
    }

    @Override
    public Future<Long> count(Key key) {
        return onWorker(() -> Optional.ofNullable(alive(key)).map(Stored::count).orElse(0L));
    }

    @Override
    public Future<Map<String, String>> list(String scope, int most) {
        return onWorker(() -> {
            Map<String, String> found = new LinkedHashMap<>();
            Instant now = clock.instant();
            String prefix = prefix(scope);
            Iterator<String> names = entries.keyIterator(prefix);
            while (names.hasNext() && found.size() < most) {
                String name = names.next();
                if (!name.startsWith(prefix)) {
                    break;
                }
                Stored entry = Stored.decode(Objects.requireNonNull(entries.get(name), "only this thread takes away"));
                if (entry.kind() == Stored.Kind.TEXT && entry.isAlive(now)) {
                    found.put(name.substring(prefix.length()), entry.content());
                }
            }
            return found;
        });
    }

    @Override
    public Future<Outcome> commit(List<Change> changes) {
        Changes.check(changes);
        return onWorker(() -> {
            for (int i = 0; i < changes.size(); i++) {
                if (!isPossible(changes.get(i))) {
                    return new Outcome.Refused(i);
                }
            }
            changes.forEach(this::make);
            file.commit();
            return new Outcome.Done();
        });
    }

    private boolean isPossible(Change change) {
        return switch (change) {
            case Change.Put _, Change.Delete _ -> true;
            case Change.Create create -> alive(create.key()) == null;
            case Change.Take take -> alive(take.key()) != null;
            case Change.Add add -> add.most() == null || sum(add) <= add.most();
        };
    }

    private void make(Change change) {
        switch (change) {
            case Change.Put(Key key, String value, Instant expires) -> put(key, Stored.text(value, expires));
            case Change.Create(Key key, String value, Instant expires) -> put(key, Stored.text(value, expires));
            case Change.Delete(Key key) -> entries.remove(encode(key));
            case Change.Take(Key key) -> entries.remove(encode(key));
            case Change.Add add -> put(add.key(), Stored.counter(sum(add), add.expires()));
        }
    }

    private long sum(Change.Add add) {
        Stored before = alive(add.key());
        return (before == null ? 0 : before.count()) + add.amount();
    }

    private void put(Key key, Stored entry) {
        entries.put(encode(key), entry.encode());
    }

    private @Nullable Stored alive(Key key) {
        String line = entries.get(encode(key));
        Stored entry = line == null ? null : Stored.decode(line);
        return entry != null && entry.isAlive(clock.instant()) ? entry : null;
    }

    private static String encode(Key key) {
        return prefix(key.scope()) + key.name();
    }

    /** With its length, so that no scope's entries are taken for another's. */
    private static String prefix(String scope) {
        return scope.length() + ":" + scope;
    }

    private @Nullable Void purge() {
        Instant now = clock.instant();
        entries.entrySet().stream()
                .filter(entry -> !Stored.decode(entry.getValue()).isAlive(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(entries::remove);
        file.commit();
        return null;
    }

    private <T> Future<T> onWorker(Callable<T> work) {
        return worker.executeBlocking(work)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .recover(cause -> Future.failedFuture(cannot(cause)));
    }

    /** A file of this machine is late where the disk has much to do. */
    @Override
    public boolean isGone() {
        return false;
    }

    private StoreException cannot(Throwable cause) {
        return cause instanceof TimeoutException
                ? StoreException.busy(path + " is busy", cause)
                : new StoreException(
                        path + " can't be used: " + cause.getClass().getSimpleName(), cause);
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(purging);
        return worker.<Void>executeBlocking(() -> {
                    file.close(COMPACT_MILLIS_AT_CLOSE);
                    return null;
                })
                .eventually(worker::close);
    }
}
