package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.discord.DiscordVerticle;
import dev.rivulet.lambda.LambdaVerticle;
import dev.rivulet.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A form that is up: how it can end, and how to end it in good order. */
final class Form {
    private static final Logger LOG = LoggerFactory.getLogger(Form.class);

    /** For last writes and for leaving Discord, after the grace. */
    private static final Duration AFTER_GRACE = Duration.ofSeconds(12);

    /** For letting go of what a start that is given up has begun. */
    private static final Duration GIVING_UP = Duration.ofSeconds(10);

    private final Duration grace;
    private final Store store;
    /** Each may be called again to shorten the grace. */
    private final List<Function<Duration, Future<Void>>> drains = new ArrayList<>();

    private final List<Runnable> first = new ArrayList<>();
    private final List<Consumer<LoadedConfig>> changes = new ArrayList<>();
    private final List<Supplier<Future<Void>>> last = new ArrayList<>();
    private final Promise<Void> fatal = Promise.promise();
    private @Nullable DiscordVerticle listener;

    private Form(Duration grace, Store store) {
        this.grace = grace;
        this.store = store;
    }

    static Form of(RivuletConfig config, Core core, Store store) {
        Form form = new Form(config.shutdownGrace(), store);
        form.drains.add(core::drain);
        form.changes.add(core::change);
        return form;
    }

    Form with(Http http) {
        drains.add(http.verticle()::drain);
        return this;
    }

    Form with(DiscordVerticle discord) {
        listener = discord;
        drains.add(discord::drain);
        changes.add(changed -> discord.answering(changed.config().access()));
        discord.fatal().onFailure(fatal::tryFail);
        return this;
    }

    Form with(LambdaVerticle lambda) {
        drains.add(lambda::drain);
        lambda.fatal().onFailure(fatal::tryFail);
        return this;
    }

    /** Done before anything is drained: ends what would not end by itself. */
    Form stoppingFirst(Runnable action) {
        first.add(action);
        return this;
    }

    /** Done when all is drained: stops what answers needed to the last. */
    Form stoppingLast(Supplier<Future<Void>> action) {
        last.add(action);
        return this;
    }

    /**
     * Waits for a form to come up, then until it ends.
     *
     * @return the exit code
     */
    static int run(Vertx vertx, LoadedConfig loaded, PrintWriter out, Future<Form> starting) {
        return run(vertx, loaded, null, out, starting);
    }

    /**
     * The same for a form whose configuration may change while it runs.
     *
     * @param again reads the configuration as it was read at the start; null where it never changes
     */
    static int run(
            Vertx vertx,
            LoadedConfig loaded,
            @Nullable Supplier<LoadedConfig> again,
            PrintWriter out,
            Future<Form> starting) {
        Lifetime lifetime = Lifetime.begin(
                out,
                new Lifetime.Ending(
                        "Stopping before the start was complete.", () -> giveUp(vertx), () -> {}, GIVING_UP));
        Form form;
        try {
            form = starting.await();
        } catch (Throwable cause) {
            lifetime.end();
            // The message says what to do; the log keeps the rest for those who look closer.
            LOG.debug("The start failed", cause);
            out.println("Rivulet did not start: " + cause.getMessage());
            out.flush();
            vertx.close().await();
            return RivuletCommand.FAILED;
        }
        if (again != null) {
            form.reloading(vertx, Reloading.EVERY, loaded, again);
        }
        DiscordVerticle listener = form.listener;
        if (listener != null) {
            Heartbeat.start(vertx, loaded.config(), listener::answered);
        }
        lifetime.endsBy(form.ending(vertx));
        return lifetime.untilStopped(form.fatal.future());
    }

    /** Vert.x reports a verticle that comes up, or fails to, after it was undeployed, as an error; here it is none. */
    private static Future<Void> giveUp(Vertx vertx) {
        vertx.exceptionHandler(cause -> LOG.debug("After the start was given up: {}", cause.toString()));
        return vertx.close();
    }

    private Lifetime.Ending ending(Vertx vertx) {
        return new Lifetime.Ending(
                "Stopping: no new questions; answers in flight may go on for at most " + grace.toSeconds() + " s.",
                () -> stop().eventually(vertx::close),
                () -> drain(Duration.ZERO),
                grace.plus(AFTER_GRACE));
    }

    /** From now on, changes of the configuration are taken over. */
    void reloading(Vertx vertx, Duration every, LoadedConfig loaded, Supplier<LoadedConfig> again) {
        Reloading reloading = new Reloading(
                vertx, every, loaded, again, changed -> changes.forEach(change -> change.accept(changed)));
        first.add(reloading::stop);
    }

    /** Takes no new questions, and completes when what is in flight has ended or been interrupted. Called once. */
    Future<Void> stop() {
        first.forEach(Runnable::run);
        return drain(grace)
                .eventually(() -> Future.join(last.stream().map(Supplier::get).toList()))
                .eventually(store::close)
                .mapEmpty();
    }

    private Future<?> drain(Duration within) {
        return Future.join(drains.stream().map(each -> each.apply(within)).toList());
    }
}
