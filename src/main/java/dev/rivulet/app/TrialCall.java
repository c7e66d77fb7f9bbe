package dev.rivulet.app;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import dev.rivulet.config.AgentCoreConfig;
import dev.rivulet.config.RivuletConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One tiny question to a backend, in a conversation of its own: what no look from outside can show. It may cost a little. */
final class TrialCall {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For an agent to say itself that one of its limits has passed, and which. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final String QUESTION = "Answer with the single word: ready";

    private final String backend;
    private final String subject;
    private final Promise<Finding> found = Promise.promise();
    private final long started = System.nanoTime();
    private int characters;

    private TrialCall(String backend) {
        this.backend = backend;
        this.subject = "A call to " + backend;
    }

    /** How long to wait for a backend: an agent's limits are its own, since agents may think for minutes. */
    static Duration patience(RivuletConfig config, String backend) {
        AgentCoreConfig agent = config.agents().get(backend);
        return agent == null ? PATIENCE : agent.whole().plus(MARGIN);
    }

    /** Never fails: trouble is a finding. */
    static Future<Finding> to(String backend, Vertx vertx, Duration patience) {
        TrialCall call = new TrialCall(backend);
        vertx.getOrCreateContext()
                .runOnContext(_ -> new AnswerBus(vertx)
                        .ask(AnswerAddress.backend(backend), question())
                        .onSuccess(call::read)
                        .onFailure(call::refused));
        return call.found
                .future()
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(_ -> call.problem("no answer came in " + patience.toSeconds() + " s."));
    }

    private static ChatRequest question() {
        String id = UUID.randomUUID().toString();
        return new ChatRequest(
                id,
                new ConversationId("doctor:" + id),
                new User("doctor", "Doctor"),
                Origin.UNKNOWN,
                List.of(ChatMessage.user(QUESTION)),
                null,
                null);
    }

    private void read(AnswerStream answer) {
        answer.handler(event -> {
            switch (event) {
                case ChatEvent.TextDelta(String text) -> characters += text.length();
                case ChatEvent.Completed _ -> found.tryComplete(answered());
                case ChatEvent.Failed(Failure failure) -> found.tryComplete(problem(failure.message()));
                case ChatEvent.Started _,
                        ChatEvent.ReasoningDelta _,
                        ChatEvent.ToolUse _,
                        ChatEvent.Sources _,
                        ChatEvent.Status _ -> {
                    // On the way.
                }
            }
        });
    }

    private void refused(Throwable cause) {
        found.tryComplete(problem(
                cause instanceof FailureException refusal
                        ? refusal.failure().message()
                        : backend + " could not be asked."));
    }

    private Finding answered() {
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Finding(
                Level.OK,
                subject,
                String.format(Locale.ROOT, "answered with %d characters after %.1f s.", characters, seconds),
                null);
    }

    private Finding problem(String text) {
        return new Finding(Level.PROBLEM, subject, text, null);
    }
}
