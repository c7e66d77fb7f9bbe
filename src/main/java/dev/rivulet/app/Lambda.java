package dev.rivulet.app;

import dev.rivulet.config.ConfigurationException;
import dev.rivulet.config.LambdaEnvironment;
import dev.rivulet.config.LoadedConfig;
import dev.rivulet.lambda.LambdaVerticle;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Router and backends as an AWS Lambda function. */
final class Lambda {
    private Lambda() {}

    /**
     * Runs until the environment is shut down, and gives the exit code. A start that fails is reported to Lambda first.
     *
     * @param load loads the configuration
     */
    static int run(LambdaEnvironment environment, Supplier<LoadedConfig> load, PrintWriter out) {
        Vertx vertx = Vertx.vertx();
        LoadedConfig loaded;
        try {
            loaded = load.get();
            loaded.config().requireSessionKey();
        } catch (ConfigurationException wrong) {
            LambdaVerticle.reportFailedStart(vertx, environment, wrong).await();
            vertx.close().await();
            throw wrong;
        }
        return Form.run(vertx, loaded, out, start(vertx, environment, loaded));
    }

    private static Future<Form> start(Vertx vertx, LambdaEnvironment environment, LoadedConfig loaded) {
        Metrics metrics = new Metrics();
        AtomicReference<Core> started = new AtomicReference<>();
        LambdaVerticle lambda = new LambdaVerticle(
                environment,
                loaded.config(),
                () -> {
                    Core core = started.get();
                    return core == null ? Future.failedFuture("still starting") : Http.health(core);
                },
                metrics.registry(),
                System.out);
        Future<Store> store = Stores.open(vertx, loaded.config().store(), ofThisInstance());
        Future<Core> core =
                store.compose(opened -> Core.start(vertx, loaded, opened, Trace.disabled(vertx), metrics.registry()));
        Future<String> deployed = vertx.deployVerticle(lambda);
        return Future.join(core, deployed)
                .map(_ -> {
                    started.set(core.result());
                    lambda.begin();
                    return Form.of(loaded.config(), core.result(), store.result())
                            .with(lambda);
                })
                .recover(cause -> LambdaVerticle.reportFailedStart(vertx, environment, cause)
                        .compose(_ -> Future.failedFuture(cause)));
    }

    /** All that a function can write to; it lasts as long as the instance, so that only a table is worth anything to several. */
    private static Path ofThisInstance() {
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "rivulet-" + ProcessHandle.current().pid());
    }
}
