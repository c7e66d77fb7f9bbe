package dev.rivulet.backend.agentcore;

import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.bus.Deadline;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One answer: asks the agent, passes on what comes, keeps the deadlines, and asks again after a passing trouble, as long as nothing was
 * passed on but thoughts. {@link Started} goes out with the first of the agent's own events, since an agent that streams says at once that
 * it will, and then may think for minutes.
 *
 * <p>While the asker has no room, the call is paused, and with it the socket; the silence that follows is ours, and no deadline counts it.
 */
final class AgentAnswer implements Call.Listener {
    private static final long NO_TIMER = -1;
    private static final long REASON_WITHIN_MILLIS = 1000;

    private final Vertx vertx;
    private final Context context;
    private final WorkerExecutor workers;
    private final Agent agent;
    private final Patience patience;
    private final ChatRequest question;
    private final String session;
    private final AnswerWriter answer;
    private final Deadline silence;
    private final Deadline whole;
    private final long asked = System.nanoTime();
    private long statusTimer = NO_TIMER;
    private long retryTimer = NO_TIMER;
    private String waitingFor = "";
    private int retries;
    /** Whether {@link Started} went out. */
    private boolean started;
    /** Whether the running attempt has told anything. */
    private boolean begun;
    /** Something that must not be said or done twice was passed on. */
    private boolean committed;

    private @Nullable Call call;
    private @Nullable CompletableFuture<?> invocation;

    AgentAnswer(
            Vertx vertx,
            WorkerExecutor workers,
            Agent agent,
            Patience patience,
            ChatRequest question,
            String session,
            AnswerWriter answer) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.workers = workers;
        this.agent = agent;
        this.patience = patience;
        this.question = question;
        this.session = session;
        this.answer = answer;
        this.silence = new Deadline(vertx, this::fellSilent);
        this.whole = new Deadline(vertx, this::tookTooLong);
    }

    void start() {
        answer.cancelHandler(_ -> stop());
        answer.drainHandler(_ -> drained());
        whole.set(agent.config().whole());
        awaitBeginning();
        ask();
    }

    /** An agent that is asked again thinks anew, and has as long for it as at first. */
    private void awaitBeginning() {
        begun = false;
        silence.set(agent.config().firstEvent());
        if (statusTimer == NO_TIMER) {
            statusTimer = vertx.setPeriodic(
                    patience.statusAfter().toMillis(), patience.statusEvery().toMillis(), _ -> tellThatWeWait());
        }
    }

    private void ask() {
        if (answer.isOver()) {
            stop();
            return;
        }
        waitingFor = "waiting for " + agent.name();
        Call made = agent.call(question, session, context, this, this::elapsed);
        call = made;
        Future<CompletableFuture<?>> sent = workers.executeBlocking(made::invoke, false);
        // Also one that is sent late: it is closed.
        sent.onSuccess(running -> follow(made, running));
        sent.timeout(patience.sending().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(cause -> failed(
                        made,
                        cause instanceof TimeoutException
                                ? new FailureException(agent.failures().noCredentialsIn(patience.sending()))
                                : cause));
    }

    private void follow(Call made, CompletableFuture<?> running) {
        if (!made.equals(call) || answer.isOver()) {
            made.cancel();
            running.cancel(true);
            return;
        }
        invocation = running;
        running.whenComplete((_, cause) -> {
            if (cause != null) {
                context.runOnContext(_ -> gaveUp(made, cause));
            }
        });
    }

    /** When a stream fails, the SDK gives the request up along with it, and may tell that first: why it failed is on its way. */
    private void gaveUp(Call made, Throwable cause) {
        if (AgentFailures.isGivenUp(cause)) {
            vertx.setTimer(REASON_WITHIN_MILLIS, _ -> failed(made, cause));
        } else {
            failed(made, cause);
        }
    }

    @Override
    public void heard(ChatEvent event) {
        if (answer.isOver()) {
            return;
        }
        begin();
        committed |= !(event instanceof ReasoningDelta);
        silence.set(agent.config().idle());
        answer.write(event);
        if (answer.writeQueueFull() && call != null) {
            call.pause();
            silence.hold();
        }
    }

    @Override
    public void alive() {
        if (begun) {
            silence.set(agent.config().idle());
        }
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        vertx.cancelTimer(statusTimer);
        statusTimer = NO_TIMER;
        if (started) {
            return;
        }
        started = true;
        answer.write(new Started(question.requestId(), agent.backend(), agent.name()));
        if (!question.messages().getLast().images().isEmpty()) {
            answer.write(new Status(agent.name() + " is not sent pictures: it answers without them"));
        }
    }

    private void drained() {
        silence.resume();
        if (call != null) {
            call.resume();
        }
    }

    @Override
    public void ended(ChatEvent.Terminal end) {
        if (!answer.isOver()) {
            begin();
            answer.write(end);
        }
        // Its connection is free for the next question: nothing is to be closed.
        call = null;
        invocation = null;
        stop();
    }

    @Override
    public void failed(Throwable cause) {
        Call failing = call;
        if (failing != null) {
            failed(failing, cause);
        }
    }

    private void failed(Call failing, Throwable cause) {
        if (!failing.equals(call)) {
            return;
        }
        if (!(cause instanceof FailureException) && endedBefore(failing)) {
            return;
        }
        release();
        Diagnosis diagnosis = agent.failures().of(cause);
        if (answer.isOver() || committed || !diagnosis.passing() || retries == patience.retries()) {
            fail(diagnosis.failure());
            return;
        }
        waitingFor = agent.name() + " is busy, waiting to ask again";
        awaitBeginning();
        retryTimer = vertx.setTimer(patience.pause(retries++).toMillis(), _ -> ask());
    }

    private void fellSilent() {
        String limit = begun ? "idle" : "firstEvent";
        Duration time = begun ? agent.config().idle() : agent.config().firstEvent();
        passed(begun ? "fell silent for" : "did not begin to answer within", time, limit);
    }

    private void tookTooLong() {
        passed("had not finished after", agent.config().whole(), "whole");
    }

    private void passed(String what, Duration time, String limit) {
        Call running = call;
        if (running == null || !endedBefore(running)) {
            fail(agent.failures().silent(what, time, limit));
        }
    }

    /** An answer that was whole before its stream fell silent or broke is whole. */
    private boolean endedBefore(Call running) {
        if (!running.hasEnded()) {
            return false;
        }
        ChatEvent.Terminal end = running.end();
        release();
        ended(end);
        return true;
    }

    private void fail(Failure failure) {
        if (!answer.isOver()) {
            answer.fail(failure);
        }
        stop();
    }

    private void stop() {
        vertx.cancelTimer(statusTimer);
        vertx.cancelTimer(retryTimer);
        silence.stop();
        whole.stop();
        release();
    }

    private void release() {
        Call running = call;
        CompletableFuture<?> invoked = invocation;
        call = null;
        invocation = null;
        if (running != null) {
            running.cancel();
        }
        if (invoked != null) {
            invoked.cancel(true);
        }
    }

    private void tellThatWeWait() {
        if (!answer.isOver() && !answer.writeQueueFull()) {
            answer.write(new Status(waitingFor + ", " + elapsed().toSeconds() + " s"));
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - asked);
    }
}
