package dev.rivulet.discord.attachments;

import dev.rivulet.language.Phrase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Lets so many things be done at once, so that files of many questions don't pile up in memory; the others wait in line. One context. */
final class Slots {
    private final int longestLine;
    private final Deque<Runnable> line = new ArrayDeque<>();
    private int free;

    Slots(int slots, int longestLine) {
        this.free = slots;
        this.longestLine = longestLine;
    }

    /** Fails with {@link Unusable.UnusableException} when the line is full. */
    <T> Future<T> in(Supplier<Future<T>> work) {
        if (free == 0 && line.size() >= longestLine) {
            return Future.failedFuture(Unusable.because(Phrase.FILES_TOO_BUSY));
        }
        Promise<T> done = Promise.promise();
        Runnable turn = () -> work.get().onComplete(result -> {
            leave();
            done.handle(result);
        });
        if (free > 0) {
            free--;
            turn.run();
        } else {
            line.add(turn);
        }
        return done.future();
    }

    private void leave() {
        Runnable next = line.poll();
        if (next == null) {
            free++;
        } else {
            next.run();
        }
    }
}
