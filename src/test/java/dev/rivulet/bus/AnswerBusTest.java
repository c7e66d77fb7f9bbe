package dev.rivulet.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerBusTest {
    private static final AnswerAddress ADDRESS = new AnswerAddress("somewhere");
    private static final ChatRequest QUESTION = new ChatRequest(
            "r",
            new ConversationId("c"),
            new User("u", "U"),
            Origin.UNKNOWN,
            List.of(ChatMessage.user("?")),
            null,
            null);

    private Vertx vertx;
    private AnswerBus bus;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        bus = new AnswerBus(vertx, 4, Duration.ofMillis(20));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void failsAsUnavailableWhenNobodyServesTheAddress() {
        assertThatThrownBy(() -> bus.ask(ADDRESS, QUESTION).await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.Unavailable.class));
    }

    @Test
    void failsTheAskWithTheRefusal() throws Exception {
        Failure refusal = new Failure.Overloaded("full", "no room", Duration.ofSeconds(3));
        bus.serve(ADDRESS, (request, answer) -> {
                    throw new FailureException(refusal);
                })
                .await(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bus.ask(ADDRESS, QUESTION).await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(refusal));
    }

    @Test
    void tellsTheWriterWhenTheAskersVerticleIsUndeployed() throws Exception {
        Promise<Failure> cancelled = Promise.promise();
        bus.serve(ADDRESS, (request, answer) -> answer.cancelHandler(cancelled::complete))
                .await(10, TimeUnit.SECONDS);
        String asker = vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        return bus.ask(ADDRESS, QUESTION);
                    }
                })
                .await(10, TimeUnit.SECONDS);
        vertx.undeploy(asker).await(10, TimeUnit.SECONDS);
        assertThat(cancelled.future().await(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void endsAsUnavailableWhenTheWritersVerticleIsUndeployedInSilence() throws Exception {
        String writer = vertx.deployVerticle(new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        return bus.serve(ADDRESS, (request, answer) -> answer.write(new TextDelta("half")));
                    }
                })
                .await(10, TimeUnit.SECONDS);
        Promise<ChatEvent> last = Promise.promise();
        bus.ask(ADDRESS, QUESTION)
                .onSuccess(stream -> stream.handler(event -> {
                    if (event instanceof TextDelta) {
                        vertx.undeploy(writer);
                    } else {
                        last.complete(event);
                    }
                }));
        assertThat(last.future().await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Unavailable.class));
    }

    @Test
    void endsAsUnavailableWhenTheAnswererThrows() throws Exception {
        bus.serve(ADDRESS, (request, answer) -> {
                    throw new IllegalStateException("a bug, on purpose");
                })
                .await(10, TimeUnit.SECONDS);
        Promise<ChatEvent> last = Promise.promise();
        bus.ask(ADDRESS, QUESTION).onSuccess(stream -> stream.handler(last::complete));
        assertThat(last.future().await(10, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
    }

    @Test
    void aPausedAskerKeepsItsAnswerAliveAndItsWriterFull() throws Exception {
        Promise<AnswerWriter> writer = Promise.promise();
        Promise<Failure> cancelled = Promise.promise();
        bus.serve(ADDRESS, (request, answer) -> {
                    for (int i = 0; i < 6; i++) {
                        answer.write(new TextDelta("x"));
                    }
                    answer.cancelHandler(cancelled::complete);
                    writer.complete(answer);
                })
                .await(10, TimeUnit.SECONDS);
        AnswerStream stream = bus.ask(ADDRESS, QUESTION).await(10, TimeUnit.SECONDS);
        // Ten pulses, more than three times the silence after which a writer gives up.
        Promise<Void> pulses = Promise.promise();
        vertx.setTimer(200, _ -> pulses.complete());
        pulses.future().await(10, TimeUnit.SECONDS);
        assertThat(writer.future().await(1, TimeUnit.SECONDS).writeQueueFull()).isTrue();
        assertThat(cancelled.future().isComplete()).isFalse();
        assertThat(stream.waiting()).isEqualTo(4);
    }

    @Test
    void aWriterThatIgnoresBackPressureFailsInsteadOfBufferingWithoutBound() throws Exception {
        Promise<Failure> cancelled = Promise.promise();
        bus.serve(ADDRESS, (request, answer) -> {
                    answer.cancelHandler(cancelled::complete);
                    for (int i = 0; i < AnswerWriter.MAX_PENDING + 10; i++) {
                        answer.write(new TextDelta("x"));
                    }
                })
                .await(10, TimeUnit.SECONDS);
        Promise<ChatEvent> last = Promise.promise();
        bus.ask(ADDRESS, QUESTION)
                .onSuccess(stream -> stream.handler(event -> {
                    if (event instanceof Failed) {
                        last.complete(event);
                    }
                }));
        assertThat(last.future().await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isInstanceOf(Failure.Overloaded.class));
        assertThat(cancelled.future().await(10, TimeUnit.SECONDS)).isNotNull();
    }
}
