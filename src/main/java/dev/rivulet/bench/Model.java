package dev.rivulet.bench;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Usage;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A model that writes at a steady rate, answering in the router's place. Each token is a word of its own, so that the observer can
 * tell which are visible. Each token goes out when its time has come, however late the timer before it was.
 */
final class Model {
    private static final int TOKENS_A_PARAGRAPH = 60;

    private final Vertx vertx;
    private final Observer observer;

    Model(Vertx vertx, Observer observer) {
        this.vertx = vertx;
        this.observer = observer;
    }

    /** The question says which answer is asked for: {@code "<answer> <tokens> <tokensPerSecond>"}. */
    void answer(ChatRequest request, AnswerWriter answer) {
        String[] wanted = request.messages().getLast().content().strip().split(" ", -1);
        int number = Integer.parseInt(wanted[0]);
        int tokens = Integer.parseInt(wanted[1]);
        double perSecond = Integer.parseInt(wanted[2]);
        answer.write(new ChatEvent.Started(request.requestId(), "model", "steady"));
        write(answer, number, 0, tokens, perSecond, System.nanoTime());
    }

    private void write(AnswerWriter answer, int number, int from, int tokens, double perSecond, long startNanos) {
        int next = from;
        long now = System.nanoTime();
        while (next < tokens && startNanos + dueNanos(next, perSecond) <= now) {
            answer.write(new ChatEvent.TextDelta(token(number, next)));
            observer.written(number, next);
            next++;
        }
        if (next == tokens) {
            answer.write(
                    new ChatEvent.Completed(ChatEvent.Finish.STOP, Usage.UNKNOWN, Duration.ofNanos(now - startNanos)));
            observer.ended(number);
            return;
        }
        int further = next;
        long waitNanos = startNanos + dueNanos(next, perSecond) - now;
        vertx.setTimer(
                Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)),
                _ -> write(answer, number, further, tokens, perSecond, startNanos));
    }

    private static long dueNanos(int token, double perSecond) {
        return (long) (token / perSecond * TimeUnit.SECONDS.toNanos(1));
    }

    private static String token(int answer, int token) {
        return Observer.word(answer, token) + (token % TOKENS_A_PARAGRAPH == TOKENS_A_PARAGRAPH - 1 ? "\n\n" : " ");
    }
}
