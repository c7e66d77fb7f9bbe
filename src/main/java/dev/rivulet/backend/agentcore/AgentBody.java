package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Failed;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.wire.SseDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an agent on AgentCore Runtime, from its bytes: server-sent events, one JSON, or plain text, as its media type says.
 *
 * <p>A body that is cut off looks like one that has ended: the AWS SDK tells no difference. So an answer whose shapes have an end of their
 * own is whole only with it, and one that stops inside an event, or in the middle of its JSON, is not. Where there is nothing of that
 * kind, as with bare texts, a cut can't be seen.
 */
final class AgentBody {
    /** As for one event of a stream. */
    private static final int MAX_BYTES = SseDecoder.MAX_EVENT_BYTES;

    private enum Form {
        EVENTS,
        JSON,
        TEXT
    }

    private final AgentFailures failures;
    private final Saying saying;
    private final Shapes shapes;
    private final @Nullable JsonPointer pointer;
    private final SseDecoder frames = new SseDecoder();
    private final Utf8 utf8 = new Utf8();
    private Buffer collected = Buffer.buffer();
    private Form form = Form.JSON;

    /** @param pointer where the text is in what comes; null for the usual shapes */
    AgentBody(AgentFailures failures, Ignored ignored, @Nullable JsonPointer pointer, Consumer<ChatEvent> events) {
        this.failures = failures;
        this.saying = new Saying(events);
        this.shapes = new Shapes(saying, failures, ignored);
        this.pointer = pointer;
    }

    /** Comes before everything else. */
    void begin(@Nullable String mediaType) {
        String type = mediaType == null ? "" : mediaType.strip().toLowerCase(Locale.ROOT);
        form = type.startsWith("text/event-stream") ? Form.EVENTS : type.startsWith("text/") ? Form.TEXT : Form.JSON;
    }

    /** @throws FailureException when the agent says that it failed, or what it says can't be read */
    void feed(Buffer bytes) {
        switch (form) {
            case EVENTS -> {
                try {
                    frames.feed(bytes, this::frame);
                } catch (IllegalArgumentException tooLong) {
                    throw malformed(String.valueOf(tooLong.getMessage()));
                }
            }
            case JSON -> {
                collected.appendBuffer(bytes);
                if (collected.length() > MAX_BYTES) {
                    throw malformed("the answer is longer than " + MAX_BYTES + " bytes");
                }
            }
            case TEXT -> saying.text(utf8.feed(bytes));
        }
    }

    private void frame(SseDecoder.Frame frame) {
        if (frame instanceof SseDecoder.Event(var _, String data)) {
            try {
                take(Json.decodeValue(data));
            } catch (DecodeException _) {
                shapes.ignore();
            }
        }
    }

    private void take(@Nullable Object value) {
        if (pointer == null) {
            shapes.take(value);
        } else {
            pointed(pointer, value);
        }
    }

    private void pointed(JsonPointer to, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            shapes.checkError(object);
        }
        if (value != null && to.queryJson(value) instanceof String text) {
            saying.text(text);
        } else {
            shapes.ignore();
        }
    }

    /** Whether the agent has said that its answer is whole, though the body goes on. */
    boolean hasEnded() {
        return shapes.hasEnded();
    }

    /**
     * No more bytes come.
     *
     * @throws FailureException as {@link #feed}
     */
    ChatEvent.Terminal end(Duration elapsed) {
        switch (form) {
            case EVENTS -> {
                if (shapes.lacksItsEnd() || (frames.isInsideEvent() && !shapes.hasEnded())) {
                    return truncated();
                }
            }
            case JSON -> {
                try {
                    whole(Json.decodeValue(collected));
                } catch (DecodeException e) {
                    if (String.valueOf(e.getMessage()).contains("end-of-input")) {
                        return truncated();
                    }
                    throw malformed("the answer is no JSON");
                }
            }
            case TEXT -> saying.text(utf8.end());
        }
        return saying.spoke() || (shapes.hasEnded() && !shapes.ignoredAny())
                ? new Completed(shapes.finish(), shapes.usage(), elapsed)
                : new Failed(failures.nothingSaid(shapes.ignoredAny()));
    }

    private void whole(@Nullable Object value) {
        if (pointer == null) {
            shapes.takeWhole(value);
        } else {
            pointed(pointer, value);
        }
    }

    private ChatEvent.Terminal truncated() {
        return new Failed(failures.truncated());
    }

    private FailureException malformed(String detail) {
        return new FailureException(
                new Failure.MalformedStream("What the agent sent could not be read; its own log says more.", detail));
    }
}
