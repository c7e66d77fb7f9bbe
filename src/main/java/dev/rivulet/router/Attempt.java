package dev.rivulet.router;

import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerStream;
import dev.rivulet.bus.Deadline;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.RouterConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One question put to one backend: opens the stream, watches over its silence, and tells the listener what comes. Belongs to the
 * router's context.
 *
 * <p>The listener hears exactly one end, unless the attempt is cancelled, after which it hears nothing. The deadlines for the first
 * event and between events are the attempt's, unless the backend keeps such of its own; they stand still while it is paused. Status
 * lines are passed on but prove nothing: a backend may say "loading" for ever.
 */
final class Attempt {
    /** What an attempt tells; called on the router's context. */
    interface Listener {
        /** The backend took the question. */
        void accepted();

        /** The first event of the backend's own, which {@link #heard} then gets too. */
        void firstEvent();

        /** Never a terminal one. */
        void heard(ChatEvent event);

        /** The last call. */
        void ended(ChatEvent.Terminal end);
    }

    private final String backend;
    private final RouterConfig config;
    private final boolean keepsTime;
    private final Listener listener;
    private final Deadline silence;
    private @Nullable AnswerStream stream;
    private boolean paused;
    private boolean begun;
    private boolean over;

    /** @param keepsTime whether the backend has deadlines of its own for its silence */
    Attempt(Vertx vertx, RouterConfig config, String backend, boolean keepsTime, Listener listener) {
        this.backend = backend;
        this.config = config;
        this.keepsTime = keepsTime;
        this.listener = listener;
        this.silence = new Deadline(vertx, this::fellSilent);
    }

    void start(AnswerBus bus, ChatRequest request) {
        allow(config.firstEvent());
        bus.ask(AnswerAddress.backend(backend), request).onComplete(this::opened, this::refused);
    }

    private void opened(AnswerStream opened) {
        if (over) {
            opened.cancel();
            return;
        }
        stream = opened;
        listener.accepted();
        if (paused) {
            opened.pause();
        }
        opened.handler(this::hear);
    }

    private void refused(Throwable cause) {
        end(new ChatEvent.Failed(
                cause instanceof FailureException refusal
                        ? refusal.failure()
                        : new Failure.Unavailable(backend + " could not be asked; ask again.", cause.toString())));
    }

    private void hear(ChatEvent event) {
        if (over) {
            return;
        }
        switch (event) {
            case ChatEvent.Terminal end -> end(end);
            case ChatEvent.Status _ -> listener.heard(event);
            case ChatEvent.Started _,
                    ChatEvent.TextDelta _,
                    ChatEvent.ReasoningDelta _,
                    ChatEvent.ToolUse _,
                    ChatEvent.Sources _ -> {
                allow(config.idle());
                if (!begun) {
                    begun = true;
                    listener.firstEvent();
                }
                listener.heard(event);
            }
        }
    }

    private void allow(Duration limit) {
        if (!keepsTime) {
            silence.set(limit);
        }
    }

    private void fellSilent() {
        closeStream();
        end(new ChatEvent.Failed(
                begun ? Wording.stalled(backend, config.idle()) : Wording.silent(backend, config.firstEvent())));
    }

    private void end(ChatEvent.Terminal end) {
        if (!over) {
            over = true;
            silence.stop();
            listener.ended(end);
        }
    }

    /** Stops reading, which in the end stops the backend's reading. */
    void pause() {
        if (!paused) {
            paused = true;
            silence.hold();
            if (stream != null) {
                stream.pause();
            }
        }
    }

    void resume() {
        if (paused) {
            paused = false;
            silence.resume();
            if (stream != null) {
                stream.resume();
            }
        }
    }

    /** Stops the backend; the listener hears nothing more. */
    void cancel() {
        if (!over) {
            over = true;
            silence.stop();
            closeStream();
        }
    }

    private void closeStream() {
        if (stream != null) {
            stream.cancel();
        }
    }
}
