package dev.rivulet.backend;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts one backend on the bus, at {@link AnswerAddress#backend(String)}, until it is undeployed. */
public final class BackendVerticle extends VerticleBase {
    private final Function<Vertx, Backend> factory;
    private @Nullable Backend backend;
    private AnswerBus.@Nullable Service service;

    /** @param factory makes the backend on this verticle's context */
    public BackendVerticle(Function<Vertx, Backend> factory) {
        this.factory = factory;
    }

    @Override
    public Future<?> start() {
        Backend made = factory.apply(vertx);
        backend = made;
        return new AnswerBus(vertx)
                .serve(AnswerAddress.backend(made.name()), made::answer)
                .onSuccess(served -> service = served);
    }

    /** Looks at the backend's set-up, on its own context; may be called from any thread once deployed. */
    public Future<List<Finding>> probe() {
        Backend deployed = backend;
        if (deployed == null) {
            return Future.failedFuture(new IllegalStateException("not deployed"));
        }
        return Future.future(
                promise -> context.runOnContext(_ -> deployed.probe().onComplete(promise)));
    }

    @Override
    public Future<?> stop() {
        Future<Void> served = service == null ? Future.succeededFuture() : service.close();
        return served.eventually(() -> backend == null ? Future.succeededFuture() : backend.close());
    }
}
