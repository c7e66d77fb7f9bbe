package dev.rivulet.bench;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a token takes from the model's socket to the Discord end, in one process and split in two: listener, API Gateway, Lambda,
 * backend, each hop over a real socket. Model and Discord end are in this JVM, so that one clock measures both.
 */
public final class SplitBench {
    private static final int TOKENS = 400;
    private static final double PER_SECOND = 80;
    private static final int WARM_UPS = 3;
    private static final double TARGET_MILLIS = 15;

    /** Starts what is measured. */
    public interface Forms {
        /** The router in this JVM. Gives the bus on which it takes questions; the model there speaks the chat API. */
        Future<AnswerBus> oneProcess(URI model);

        /** The router in a JVM of its own, behind a gateway. */
        Future<AnswerBus> split(URI model);
    }

    private final PrintWriter out;
    private final Vertx vertx;
    private final Forms forms;

    public SplitBench(Vertx vertx, Forms forms, PrintWriter out) {
        this.vertx = vertx;
        this.forms = forms;
        this.out = out;
    }

    /** Measures, prints a table, and gives the targets that were missed. Blocks for about a minute. */
    public List<String> run() throws TimeoutException {
        try (SteadyModel model = SteadyModel.start(vertx, TOKENS, PER_SECOND)) {
            Latencies one = measure(model, forms.oneProcess(model.chat()));
            Latencies split = measure(model, forms.split(model.chat()));
            double added = split.median() - one.median();
            out.println(
                    "| form | a token takes, median | 95th percentile | first token | added by splitting, median |");
            out.println("|---|--:|--:|--:|--:|");
            out.println(row("one process", one, ""));
            out.println(row("split: listener, API Gateway, Lambda", split, millis(added)));
            out.flush();
            List<String> misses = new ArrayList<>();
            if (added >= TARGET_MILLIS) {
                misses.add("splitting adds " + millis(added) + " to a token, at least " + millis(TARGET_MILLIS));
            }
            if (!split.firstBeforeSecond()) {
                misses.add("the first token arrived only after the model wrote its second");
            }
            return misses;
        }
    }

    private static String row(String form, Latencies latencies, String added) {
        return "| " + form + " | " + millis(latencies.median()) + " | " + millis(latencies.percentile(0.95)) + " | "
                + millis(latencies.first()) + " | " + added + " |";
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }

    private Latencies measure(SteadyModel model, Future<AnswerBus> starting) throws TimeoutException {
        AnswerBus bus = starting.await(2, TimeUnit.MINUTES);
        for (int i = 0; i < WARM_UPS; i++) {
            ask(model, bus);
        }
        return ask(model, bus);
    }

    /** Asks once, and gives each token's way in milliseconds. */
    private Latencies ask(SteadyModel model, AnswerBus bus) throws TimeoutException {
        long[] arrived = new long[TOKENS];
        int[] count = {0};
        Promise<ChatEvent> end = Promise.promise();
        bus.ask(AnswerAddress.ROUTER, question())
                .onSuccess(stream -> stream.handler(event -> {
                    switch (event) {
                        // Only one token is in each delta: nothing on the way joins them.
                        case ChatEvent.TextDelta _ -> arrived[count[0]++] = System.nanoTime();
                        case ChatEvent.Terminal terminal -> end.tryComplete(terminal);
                        case ChatEvent.Started _,
                                ChatEvent.ReasoningDelta _,
                                ChatEvent.ToolUse _,
                                ChatEvent.Sources _,
                                ChatEvent.Status _ -> {
                            // Not what is measured.
                        }
                    }
                }))
                .onFailure(end::tryFail);
        ChatEvent last = end.future().await(1, TimeUnit.MINUTES);
        if (!(last instanceof ChatEvent.Completed) || count[0] != TOKENS) {
            throw new IllegalStateException("the answer did not come whole: " + count[0] + " tokens, then " + last);
        }
        return Latencies.of(model.writtenNanos(), arrived);
    }

    private static ChatRequest question() {
        return new ChatRequest(
                UUID.randomUUID().toString(),
                new ConversationId(UUID.randomUUID().toString()),
                new User("bench", "Bench"),
                Origin.UNKNOWN,
                List.of(ChatMessage.user("Write.")),
                null,
                null);
    }

    /**
     * Each token's way, from the model's write to the Discord end.
     *
     * @param sorted in milliseconds
     * @param first the first token's, in milliseconds
     * @param firstBeforeSecond whether the first token arrived before the model wrote its second
     */
    record Latencies(List<Double> sorted, double first, boolean firstBeforeSecond) {
        static Latencies of(long[] writtenNanos, long[] arrivedNanos) {
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < writtenNanos.length; i++) {
                millis.add((arrivedNanos[i] - writtenNanos[i]) / 1e6);
            }
            double first = millis.getFirst();
            millis.sort(null);
            return new Latencies(List.copyOf(millis), first, arrivedNanos[0] < writtenNanos[1]);
        }

        double median() {
            return percentile(0.5);
        }

        double percentile(double part) {
            return sorted.get((int) Math.round(part * (sorted.size() - 1)));
        }
    }
}
