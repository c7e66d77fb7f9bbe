package dev.rivulet.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.Terminal;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.Usage;
import dev.rivulet.chat.User;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the interleaving of demand, delay, cancel and failure: the asker sees a prefix of what was sent, and one ending. */
class AnswerFlowTest {
    private static final String THROWN = "scripted";

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        // What a scripted writer throws is reported there, too.
        vertx = Vertx.vertx().exceptionHandler(thrown -> assertThat(thrown).hasMessage(THROWN));
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    private enum WriterFate {
        COMPLETES("completed"),
        FAILS("unavailable: away"),
        ENDS_WITHOUT_TERMINAL("truncated: The answer broke off before it was whole."),
        THROWS("unavailable: Something went wrong inside Rivulet; its log says what."),
        SHUTS_DOWN("unavailable: Rivulet shut down before the answer was whole; ask again.");

        final String ending;

        WriterFate(String ending) {
            this.ending = ending;
        }
    }

    private static String ending(ChatEvent last) {
        return switch (last) {
            case Completed _ -> "completed";
            case ChatEvent.Failed(Failure failure) -> failure.kind() + ": " + failure.message();
            default -> throw new AssertionError(last + " ends nothing");
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void deliversAPrefixInOrderAndOneEnding(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int window = random.nextInt(1, 9);
        int events = random.nextInt(0, 60);
        WriterFate fate = WriterFate.values()[random.nextInt(WriterFate.values().length)];
        int cancelAfter = random.nextInt(4) == 0 ? random.nextInt(0, events + 1) : Integer.MAX_VALUE;
        AnswerBus bus = new AnswerBus(vertx, window, Duration.ofMillis(20));
        AnswerAddress address = new AnswerAddress("flow." + seed);

        Context serving = vertx.getOrCreateContext();
        ScriptedWriter script = new ScriptedWriter(
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed + 1_000_000), events, fate);
        AnswerBus.Service service = onContext(serving, () -> bus.serve(address, script::answer));
        script.service = service;

        Asker asker = new Asker(RandomGeneratorFactory.of("L64X128MixRandom").create(seed + 2_000_000), cancelAfter);
        Context asking = vertx.getOrCreateContext();
        onContext(asking, () -> bus.ask(address, question()).onSuccess(asker::read));
        List<ChatEvent> seen = asker.done.future().await(10, TimeUnit.SECONDS);
        onContext(serving, service::close);

        String what =
                "seed " + seed + ", window " + window + ", " + fate + ", cancel after " + cancelAfter + ": " + seen;
        assertThat(seen.stream().filter(Terminal.class::isInstance)).as(what).hasSize(1);
        assertThat(seen.getLast()).as(what).isInstanceOf(Terminal.class);
        List<ChatEvent> before = seen.subList(0, seen.size() - 1);
        assertThat(before).as(what).isEqualTo(script.sent.subList(0, before.size()));
        assertThat(asker.mostOutstanding).as("unread events, " + what).isLessThanOrEqualTo(window);
        if (seen.getLast() instanceof Completed) {
            assertThat(before).as(what).hasSize(events);
        }
        assertThat(ending(seen.getLast()))
                .as(what)
                .isIn(
                        cancelAfter == Integer.MAX_VALUE
                                ? List.of(fate.ending)
                                : List.of(fate.ending, "cancelled: The answer was stopped."));
    }

    private static <T> T onContext(Context context, java.util.function.Supplier<Future<T>> action) throws Exception {
        Promise<T> promise = Promise.promise();
        context.runOnContext(_ -> action.get().onComplete(promise));
        return promise.future().await(10, TimeUnit.SECONDS);
    }

    private static ChatRequest question() {
        return new ChatRequest(
                "r",
                new ConversationId("c"),
                new User("u", "U"),
                Origin.UNKNOWN,
                List.of(ChatMessage.user("?")),
                null,
                null);
    }

    /** Writes numbered deltas in random bursts, honouring back-pressure, then meets its fate. */
    private static final class ScriptedWriter {
        final List<ChatEvent> sent = new ArrayList<>();
        private final RandomGenerator random;
        private final int events;
        private final WriterFate fate;
        private AnswerBus.Service service;

        ScriptedWriter(RandomGenerator random, int events, WriterFate fate) {
            this.random = random;
            this.events = events;
            this.fate = fate;
        }

        void answer(ChatRequest request, AnswerWriter answer) {
            if (fate == WriterFate.THROWS) {
                burst(answer);
                throw new IllegalStateException(THROWN);
            }
            if (random.nextBoolean()) {
                step(answer);
            } else {
                later(() -> step(answer));
            }
        }

        /** As much as there is room for, at most. */
        private void burst(AnswerWriter answer) {
            int most = random.nextInt(0, events + 1);
            while (sent.size() < most && !answer.writeQueueFull()) {
                TextDelta delta = new TextDelta(String.valueOf(sent.size()));
                sent.add(delta);
                answer.write(delta);
            }
        }

        private void step(AnswerWriter answer) {
            while (sent.size() < events && !answer.isOver()) {
                TextDelta delta = new TextDelta(String.valueOf(sent.size()));
                sent.add(delta);
                answer.write(delta);
                if (answer.writeQueueFull()) {
                    answer.drainHandler(_ -> step(answer));
                    return;
                }
                if (random.nextInt(3) == 0) {
                    later(() -> step(answer));
                    return;
                }
            }
            if (answer.isOver()) {
                return;
            }
            switch (fate) {
                case COMPLETES -> answer.write(new Completed(Finish.STOP, Usage.UNKNOWN, Duration.ZERO));
                case FAILS -> answer.fail(new Failure.Unavailable("away", "scripted"));
                case ENDS_WITHOUT_TERMINAL -> answer.end();
                case THROWS -> throw new AssertionError("has thrown before");
                case SHUTS_DOWN -> service.close();
            }
        }

        private void later(Runnable action) {
            if (random.nextInt(4) == 0) {
                vertx.setTimer(random.nextInt(1, 4), _ -> action.run());
            } else {
                vertx.getOrCreateContext().runOnContext(_ -> action.run());
            }
        }
    }

    /** Reads with random demand, and may cancel. */
    private static final class Asker {
        final Promise<List<ChatEvent>> done = Promise.promise();
        final List<ChatEvent> seen = new ArrayList<>();
        int mostOutstanding;
        private final RandomGenerator random;
        private final int cancelAfter;

        Asker(RandomGenerator random, int cancelAfter) {
            this.random = random;
            this.cancelAfter = cancelAfter;
        }

        void read(AnswerStream stream) {
            stream.pause();
            stream.endHandler(_ -> done.complete(seen));
            stream.handler(event -> {
                seen.add(event);
                mostOutstanding = Math.max(mostOutstanding, stream.waiting());
                if (seen.size() == cancelAfter) {
                    stream.cancel();
                }
            });
            if (cancelAfter == 0) {
                stream.cancel();
            }
            demand(stream);
        }

        private void demand(AnswerStream stream) {
            if (done.future().isComplete()) {
                return;
            }
            switch (random.nextInt(4)) {
                case 0 -> stream.resume();
                case 1 -> stream.pause();
                default -> stream.fetch(random.nextInt(1, 6));
            }
            vertx.setTimer(1, _ -> demand(stream));
        }
    }
}
