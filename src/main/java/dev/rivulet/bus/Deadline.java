package dev.rivulet.bus;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Rings once when its time is up, unless it is set anew or stopped before. While held it stands still. Belongs to one context, on which
 * it rings. Whoever pauses a source holds it, so that nobody is blamed for a silence that was asked for.
 *
 * <p>Setting it anew costs no timer: the one that runs looks again when it fires.
 */
public final class Deadline {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Runnable bell;
    private long timer = NO_TIMER;
    private long timerDueNanos;
    private boolean running;
    private boolean held;
    /** When it rings, or while held, how long it then has left. */
    private long dueNanos;

    public Deadline(Vertx vertx, Runnable bell) {
        this.vertx = vertx;
        this.bell = bell;
    }

    /** From now on there is so much time. */
    public void set(Duration time) {
        running = true;
        dueNanos = (held ? 0 : System.nanoTime()) + time.toNanos();
        watch();
    }

    public void hold() {
        if (!held) {
            held = true;
            dueNanos -= System.nanoTime();
            stopTimer();
        }
    }

    public void resume() {
        if (held) {
            held = false;
            dueNanos += System.nanoTime();
            watch();
        }
    }

    /** It won't ring any more. */
    public void stop() {
        running = false;
        stopTimer();
    }

    private void watch() {
        if (!running || held || (timer != NO_TIMER && timerDueNanos - dueNanos <= 0)) {
            return;
        }
        stopTimer();
        timerDueNanos = dueNanos;
        long left = Math.max(
                1,
                Duration.ofNanos(dueNanos - System.nanoTime())
                        .plusNanos(999_999)
                        .toMillis());
        timer = vertx.setTimer(left, _ -> {
            timer = NO_TIMER;
            if (dueNanos - System.nanoTime() <= 0) {
                running = false;
                bell.run();
            } else {
                watch();
            }
        });
    }

    private void stopTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
