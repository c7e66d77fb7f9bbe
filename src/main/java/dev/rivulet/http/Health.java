package dev.rivulet.http;

import dev.rivulet.http.BackendHealth.Finding;
import dev.rivulet.http.BackendHealth.Level;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether questions can be answered: those that ask for no backend of their own, by one that answers by default. Backends are looked at when somebody asks, at most once in 5 seconds and never twice at a time; a
 * look that takes longer than 2 seconds goes on, and whoever asked gets what was known before. Used on one context.
 */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration GIVE_UP = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Supplier<Future<List<BackendHealth>>> source;
    private @Nullable List<BackendHealth> known;
    private @Nullable Future<Void> looking;
    private long lookedAt;

    Health(Vertx vertx, Supplier<Future<List<BackendHealth>>> source) {
        this.vertx = vertx;
        this.source = source;
    }

    /** A report as the document describes it. */
    record Report(boolean ready, JsonObject json) {}

    /** @param everything whether the caller may see more than the status */
    Future<Report> report(boolean draining, boolean everything) {
        boolean fresh = known != null && System.nanoTime() - lookedAt < FRESH_NANOS;
        Future<Void> look = fresh ? Future.succeededFuture() : look();
        return look.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .map(_ -> report(known, draining, everything));
    }

    private Future<Void> look() {
        Future<Void> running = looking;
        if (running != null) {
            return running;
        }
        Context context = vertx.getOrCreateContext();
        Promise<Void> done = Promise.promise();
        looking = done.future();
        Future.succeededFuture()
                .compose(_ -> source.get())
                .timeout(GIVE_UP.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(looked -> context.runOnContext(_ -> {
                    looking = null;
                    if (looked.succeeded()) {
                        known = List.copyOf(looked.result());
                        lookedAt = System.nanoTime();
                        done.complete();
                    } else {
                        LOG.atWarn().setCause(looked.cause()).log("Looking at the backends failed");
                        done.fail(looked.cause());
                    }
                }));
        return done.future();
    }

    private static Report report(@Nullable List<BackendHealth> backends, boolean draining, boolean everything) {
        boolean answering = backends != null
                && backends.stream().anyMatch(each -> each.byDefault() && each.level() != Level.PROBLEM);
        String status = draining ? "draining" : backends == null ? "starting" : answering ? "ready" : "unavailable";
        JsonObject json = new JsonObject().put("status", status).put("live", true);
        if (everything && backends != null) {
            JsonArray all = new JsonArray();
            backends.forEach(each -> all.add(json(each)));
            json.put("backends", all);
        }
        return new Report(answering && !draining, json);
    }

    private static JsonObject json(BackendHealth backend) {
        JsonArray findings = new JsonArray();
        for (Finding finding : backend.findings()) {
            JsonObject json = new JsonObject()
                    .put("level", lower(finding.level()))
                    .put("subject", finding.subject())
                    .put("text", finding.text());
            if (finding.fix() != null) {
                json.put("fix", finding.fix());
            }
            findings.add(json);
        }
        return new JsonObject()
                .put("name", backend.name())
                .put("status", lower(backend.level()))
                .put("findings", findings);
    }

    private static String lower(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
