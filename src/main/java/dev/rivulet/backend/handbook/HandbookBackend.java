package dev.rivulet.backend.handbook;

import dev.rivulet.backend.Backend;
import dev.rivulet.backend.Finding;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Usage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers questions about Rivulet by quoting its documentation, so that something useful answers before any model is connected.
 *
 * <p>Only the last message counts. The pages are read and searched on one worker thread; answers are written at a pace that can be
 * followed by eye.
 */
public final class HandbookBackend implements Backend {
    /** The name of this backend, and of its "model". */
    public static final String NAME = "handbook";

    private static final Duration PACE = Duration.ofMillis(40);

    /** How long an answer waits for the findings before it ends without them. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Opened(Librarian librarian, Wording wording) {}

    private final Vertx vertx;
    private final Supplier<Future<List<Finding>>> findings;
    private final Duration pace;
    private final WorkerExecutor worker;
    private final Future<Opened> opened;

    /** @param findings looks at the set-up of the other backends; asked with each question, not waited for longer than 2 seconds */
    public HandbookBackend(Vertx vertx, Supplier<Future<List<Finding>>> findings) {
        this(vertx, findings, PACE);
    }

    HandbookBackend(Vertx vertx, Supplier<Future<List<Finding>>> findings, Duration pace) {
        this.vertx = vertx;
        this.findings = findings;
        this.pace = pace;
        this.worker = vertx.createSharedWorkerExecutor("rivulet-handbook", 1);
        this.opened = worker.executeBlocking(HandbookBackend::open);
    }

    private static Opened open() {
        Words words = new Words();
        return new Opened(new Librarian(SectionIndex.of(Handbook.sections(), words), words), new Wording(words));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void answer(ChatRequest request, AnswerWriter answer) {
        long start = System.nanoTime();
        answer.write(new ChatEvent.Started(request.requestId(), NAME, NAME));
        Future<List<Finding>> found = lookAtSetUp();
        ChatMessage question = request.messages().getLast();
        Telling telling = new Telling(vertx, answer, pace);
        opened.compose(book -> worker.executeBlocking(() -> book.librarian.lookUp(withoutMarkers(question.content())))
                        .compose(lookup -> telling.tell(book.wording.answer(lookup))
                                .compose(_ -> found)
                                .compose(state -> telling.tell(book.wording.closing(lookup, state)))))
                .onSuccess(_ -> answer.write(new ChatEvent.Completed(
                        ChatEvent.Finish.STOP, Usage.UNKNOWN, Duration.ofNanos(System.nanoTime() - start))))
                .onFailure(cause -> answer.fail(new Failure.Unavailable(
                        "The handbook could not be opened; Rivulet's log says why.", cause.toString())));
    }

    /** Discord's markers for people, channels and emoji are no words. */
    private static String withoutMarkers(String text) {
        return text.replaceAll("<[@#:a][^>\\s]*>", " ");
    }

    /** Never fails, and completes on the calling context, wherever the findings come from. */
    private Future<List<Finding>> lookAtSetUp() {
        Context context = vertx.getOrCreateContext();
        return Future.future(promise -> findings.get()
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(List.of())
                .onSuccess(found -> context.runOnContext(_ -> promise.complete(found))));
    }

    @Override
    public Future<List<Finding>> probe() {
        return opened.map(book -> new Finding(
                        Finding.Level.OK,
                        "Handbook",
                        Handbook.PAGES.size() + " pages with " + book.librarian.sections() + " sections are at hand.",
                        null))
                .otherwise(cause -> new Finding(
                        Finding.Level.PROBLEM,
                        "Handbook",
                        "Its pages could not be read: " + cause.getMessage() + ".",
                        "Build Rivulet again."))
                .map(List::of);
    }

    @Override
    public Future<Void> close() {
        return worker.close();
    }
}
