package dev.rivulet.bus;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Asks and answers questions over the event bus. The door of this room; cheap to make, may be shared.
 *
 * <p>An asker may have up to {@code window} events on the way or waiting for it; then the writer is full. Both ends tell each other
 * every {@code pulse} that they live; a writer that has heard nothing for three pulses gives up.
 */
public final class AnswerBus {
    private static final int WINDOW = 32;
    private static final Duration PULSE = Duration.ofSeconds(5);
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final int window;
    private final Duration pulse;

    public AnswerBus(Vertx vertx) {
        this(vertx, WINDOW, PULSE);
    }

    /** For tests of the flow itself. */
    AnswerBus(Vertx vertx, int window, Duration pulse) {
        this.vertx = vertx;
        this.window = window;
        this.pulse = pulse;
        Codecs.register(vertx);
    }

    /**
     * Asks. The future completes once the question was taken, usually long before the first event; the stream's handlers are called on
     * the calling context. It fails with a {@link FailureException}: what the other side refused with, or {@link Failure.Unavailable}
     * when nobody serves the address or answers within 5 seconds.
     */
    public Future<AnswerStream> ask(AnswerAddress address, ChatRequest request) {
        Context context = vertx.getOrCreateContext();
        Promise<AnswerStream> taken = Promise.promise();
        context.runOnContext(_ -> {
            String answerAddress = "rivulet.answer." + UUID.randomUUID();
            AnswerStream stream = new AnswerStream(vertx, context, answerAddress, window, pulse);
            DeliveryOptions options = new DeliveryOptions().setSendTimeout(REPLY_TIMEOUT.toMillis());
            stream.open()
                    .compose(opened -> vertx.eventBus()
                            .<Frame.AskReply>request(
                                    address.value(), new Frame.Ask(request, answerAddress, window), options))
                    .compose(reply -> {
                        Failure refusal = reply.body().refusal();
                        return refusal == null
                                ? Future.succeededFuture(stream)
                                : Future.<AnswerStream>failedFuture(new FailureException(refusal));
                    })
                    .recover(cause -> {
                        stream.abandon();
                        return Future.failedFuture(asFailure(address, cause));
                    })
                    .onComplete(taken);
        });
        return taken.future();
    }

    private static FailureException asFailure(AnswerAddress address, Throwable cause) {
        if (cause instanceof FailureException failure) {
            return failure;
        }
        String detail = cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS
                ? "nobody serves " + address.value()
                : address.value() + ": " + cause.getMessage();
        return new FailureException(new Failure.Unavailable("Nobody is there to answer right now.", detail));
    }

    /**
     * Serves an address from the calling context until closed or, in a verticle, undeployed. Completes when questions can arrive.
     */
    public Future<Service> serve(AnswerAddress address, Answerer answerer) {
        return serveTaking(address, (request, writer) -> {
            answerer.answer(request, writer);
            return Future.succeededFuture();
        });
    }

    /** The same, for one who decides later whether a question is taken. */
    public Future<Service> serveTaking(AnswerAddress address, Taker taker) {
        Context context = vertx.getOrCreateContext();
        Service service = new Service();
        service.consumer = vertx.eventBus().consumer(address.value(), message -> {
            Frame.Ask ask = message.body();
            BusAnswerWriter writer = new BusAnswerWriter(vertx, context, ask.answerAddress(), ask.credit(), pulse);
            writer.open()
                    .onSuccess(_ -> {
                        if (service.closing) {
                            writer.refuse();
                            message.reply(new Frame.AskReply(SHUTTING_DOWN));
                            return;
                        }
                        service.writers.add(writer);
                        writer.closed().onComplete(_ -> service.writers.remove(writer));
                        take(taker, ask.request(), writer)
                                .onSuccess(_ -> message.reply(new Frame.AskReply(null)))
                                .onFailure(cause -> {
                                    if (cause instanceof FailureException refusal) {
                                        writer.refuse();
                                        message.reply(new Frame.AskReply(refusal.failure()));
                                    } else {
                                        writer.fail(new Failure.Unavailable(
                                                "Something went wrong inside Rivulet; its log says what.",
                                                cause.toString()));
                                        message.reply(new Frame.AskReply(null));
                                        context.runOnContext(_ -> {
                                            throw new IllegalStateException("a question could not be taken", cause);
                                        });
                                    }
                                });
                    })
                    .onFailure(cause -> message.fail(0, cause.toString()));
        });
        return service.consumer.completion().map(service);
    }

    private static Future<Void> take(Taker taker, ChatRequest request, AnswerWriter writer) {
        try {
            return taker.take(request, writer);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static final Failure SHUTTING_DOWN =
            new Failure.Unavailable("Rivulet is shutting down; ask again in a moment.", "the address is being closed");

    /** An address that is being served. */
    public static final class Service {
        private final Set<BusAnswerWriter> writers = new HashSet<>();
        private MessageConsumer<Frame.Ask> consumer;
        private boolean closing;

        @SuppressWarnings("NullAway.Init") // set by serve, before anyone sees it
        private Service() {}

        /** Takes no more questions. Those that were taken go on. */
        public Future<Void> stopTaking() {
            closing = true;
            return consumer.unregister();
        }

        /** Takes no more questions, and ends what is being answered as failed; its sources are told to stop. */
        public Future<Void> close() {
            return stopTaking().eventually(() -> {
                List.copyOf(writers).forEach(BusAnswerWriter::shutDown);
                return Future.succeededFuture();
            });
        }
    }
}
