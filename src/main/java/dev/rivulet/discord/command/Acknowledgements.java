package dev.rivulet.discord.command;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Lets acknowledgements, for which there are 3 seconds, go before what they allow, for which there are minutes: that starts while few
 * acknowledgements are on their way, or after a moment. All on one context.
 */
public final class Acknowledgements {
    private static final long MOMENT_MS = 2_000;
    private static final int FEW = 8;

    private final Vertx vertx;
    private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
    private int underWay;

    public Acknowledgements(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes when it is time for what follows the acknowledgement; fails as it does. */
    Future<Void> first(Future<Void> acknowledgement) {
        underWay++;
        return acknowledgement
                .eventually(() -> {
                    underWay--;
                    vertx.runOnContext(_ -> go());
                    return Future.succeededFuture();
                })
                .compose(_ -> {
                    Promise<Void> turn = Promise.promise();
                    waiting.add(turn);
                    return Future.any(turn.future(), vertx.timer(MOMENT_MS, TimeUnit.MILLISECONDS))
                            .mapEmpty();
                });
    }

    private void go() {
        while (underWay <= FEW && !waiting.isEmpty()) {
            waiting.remove().tryComplete();
        }
    }
}
