package dev.rivulet.backend;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts one backend on the bus, at {@link AnswerAddress#backend(String)}, until it is undeployed. */
public final class BackendVerticle extends VerticleBase {
    private final Function<Vertx, Backend> factory;
    private volatile @Nullable Backend backend;
    private final List<Backend> replaced = new ArrayList<>();
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
                .serve(AnswerAddress.backend(made.name()), this::answer)
                .onSuccess(served -> service = served);
    }

    private void answer(ChatRequest request, AnswerWriter answer) {
        Objects.requireNonNull(backend, "made at the start").answer(request, answer);
    }

    /**
     * Answers with another backend of the same name from now on. What the one before is answering goes on; what it holds is closed with this
     * verticle. May be called from any thread once deployed.
     */
    public void replace(Function<Vertx, Backend> by) {
        context.runOnContext(_ -> {
            replaced.add(Objects.requireNonNull(backend, "deployed"));
            backend = by.apply(vertx);
        });
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

    /** The models that questions may name, as far as the backend can tell; may be called from any thread once deployed. */
    public Future<List<String>> models() {
        Backend deployed = backend;
        if (deployed == null) {
            return Future.failedFuture(new IllegalStateException("not deployed"));
        }
        return Future.future(
                promise -> context.runOnContext(_ -> deployed.models().onComplete(promise)));
    }

    /** The names of backends behind this one, as far as it can tell; may be called from any thread once deployed. */
    public Future<List<String>> behind() {
        Backend deployed = backend;
        if (deployed == null) {
            return Future.failedFuture(new IllegalStateException("not deployed"));
        }
        return Future.future(
                promise -> context.runOnContext(_ -> deployed.behind().onComplete(promise)));
    }

    @Override
    public Future<?> stop() {
        Future<Void> served = service == null ? Future.succeededFuture() : service.close();
        return served.eventually(() -> {
            List<Backend> all = new ArrayList<>(replaced);
            Backend last = backend;
            if (last != null) {
                all.add(last);
            }
            return Future.join(all.stream().map(Backend::close).toList());
        });
    }
}
