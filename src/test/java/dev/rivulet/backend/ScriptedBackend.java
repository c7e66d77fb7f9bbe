package dev.rivulet.backend;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Usage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A backend that does what it is told, for tests over the real bus. It honours back-pressure and stops at once when cancelled. What it
 * went through can be read from any thread.
 */
public final class ScriptedBackend implements Backend {
    /** What it does next; a script that is at its end says nothing more, for ever. */
    public sealed interface Step {
        record Write(ChatEvent event) implements Step {}

        record Wait(Duration time) implements Step {}

        /** Goes on when the test says so. */
        record Hold(Future<?> until) implements Step {}

        /** Refuses the question; first step only. */
        record Refuse(Failure failure) implements Step {}

        /** Throws something unforeseen; first step only. */
        record Crash() implements Step {}

        /** Blocks the backend's context until the latch opens: so it neither takes nor refuses the question. First step only. */
        record Block(CountDownLatch until) implements Step {}
    }

    private final Vertx vertx;
    private final String name;
    private volatile Function<ChatRequest, List<Step>> script = _ -> List.of();
    /** The questions asked. */
    public final BlockingQueue<ChatRequest> asked = new LinkedBlockingQueue<>();
    /** When answers were cancelled, in {@link System#nanoTime}. */
    public final BlockingQueue<Long> cancelled = new LinkedBlockingQueue<>();
    /** How many events were written. */
    public final AtomicInteger written = new AtomicInteger();
    /** How many answers are being written. */
    public final AtomicInteger open = new AtomicInteger();

    public ScriptedBackend(Vertx vertx, String name) {
        this.vertx = vertx;
        this.name = name;
    }

    public ScriptedBackend script(Step... steps) {
        return script(_ -> List.of(steps));
    }

    public ScriptedBackend script(Function<ChatRequest, List<Step>> steps) {
        script = steps;
        return this;
    }

    public static Step started(String backend) {
        return new Step.Write(new Started("r", backend, backend + "-model"));
    }

    public static Step text(String text) {
        return new Step.Write(new TextDelta(text));
    }

    public static Step status(String text) {
        return new Step.Write(new ChatEvent.Status(text));
    }

    public static Step completed() {
        return new Step.Write(new Completed(Finish.STOP, new Usage(1, 2), Duration.ZERO));
    }

    public static Step failed(Failure failure) {
        return new Step.Write(new ChatEvent.Failed(failure));
    }

    public static Step pause(long millis) {
        return new Step.Wait(Duration.ofMillis(millis));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void answer(ChatRequest request, AnswerWriter answer) {
        asked.add(request);
        new Performance(answer, new ArrayDeque<>(script.apply(request))).begin();
    }

    @Override
    public Future<List<Finding>> probe() {
        return Future.succeededFuture(List.of());
    }

    private final class Performance {
        private final AnswerWriter answer;
        private final Queue<Step> steps;
        private final Context context = vertx.getOrCreateContext();
        private boolean waiting;
        private boolean over;

        Performance(AnswerWriter answer, Queue<Step> steps) {
            this.answer = answer;
            this.steps = steps;
        }

        void begin() {
            if (steps.peek() instanceof Step.Refuse(Failure failure)) {
                throw new FailureException(failure);
            }
            if (steps.peek() instanceof Step.Crash) {
                throw new IllegalStateException("scripted crash");
            }
            if (steps.peek() instanceof Step.Block(CountDownLatch until)) {
                try {
                    until.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                steps.remove();
            }
            open.incrementAndGet();
            answer.cancelHandler(_ -> {
                cancelled.add(System.nanoTime());
                close();
            });
            answer.drainHandler(_ -> perform());
            perform();
        }

        private void perform() {
            while (!over && !waiting && !steps.isEmpty() && !answer.writeQueueFull()) {
                switch (steps.remove()) {
                    case Step.Write(ChatEvent event) -> {
                        answer.write(event);
                        written.incrementAndGet();
                        if (event instanceof ChatEvent.Terminal) {
                            close();
                        }
                    }
                    case Step.Wait(Duration time) -> {
                        waiting = true;
                        vertx.setTimer(Math.max(1, time.toMillis()), _ -> {
                            waiting = false;
                            perform();
                        });
                    }
                    case Step.Hold(Future<?> until) -> {
                        waiting = true;
                        until.onComplete(_ -> context.runOnContext(_ -> {
                            waiting = false;
                            perform();
                        }));
                    }
                    case Step.Refuse _, Step.Crash _, Step.Block _ ->
                        throw new IllegalStateException("only as the first step");
                }
            }
        }

        private void close() {
            if (!over) {
                over = true;
                open.decrementAndGet();
            }
        }
    }
}
