package dev.rivulet.backend.remote;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Image;
import dev.rivulet.wire.ChatJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The question as the far router takes it, small enough for the way: Lambda takes 6 MB of event, in which the body is a string with its
 * quotes and backslashes escaped. Blocks while it scales pictures.
 *
 * @param note one line on what was left out; null if it is all there
 */
record QuestionBody(Buffer bytes, @Nullable String note) {
    /** In bytes, once escaped: a megabyte below <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda's limit</a>. */
    static final int LIMIT = 5_000_000;

    /** The longest side of a picture that is made smaller, in pixels, step by step. */
    private static final List<Integer> SIDES = List.of(1536, 768);

    static QuestionBody of(ChatRequest request) {
        return of(request, LIMIT);
    }

    /** @throws FailureException with {@link Failure.Rejected} when even without its pictures it is too large */
    static QuestionBody of(ChatRequest request, int limit) {
        List<ChatMessage> messages = request.messages().stream()
                // The far router has prompts of its own.
                .filter(message -> message.role() != ChatMessage.Role.SYSTEM)
                .toList();
        Buffer bytes = encode(request, messages);
        for (int side : SIDES) {
            if (fits(bytes, limit)) {
                return new QuestionBody(bytes, null);
            }
            messages = eachImage(messages, image -> SmallerImage.of(image, side));
            bytes = encode(request, messages);
        }
        int left = 0;
        while (!fits(bytes, limit)) {
            List<ChatMessage> fewer = withoutLargest(messages);
            if (fewer.equals(messages)) {
                throw new FailureException(new Failure.Rejected(
                        "This conversation is too long for the way to the router (5 MB); begin a new one.",
                        bytes.length() + " bytes"));
            }
            left++;
            messages = fewer;
            bytes = encode(request, messages);
        }
        return new QuestionBody(
                bytes,
                left == 0
                        ? null
                        : (left == 1 ? "1 picture was" : left + " pictures were") + " too large to send along");
    }

    private static Buffer encode(ChatRequest request, List<ChatMessage> messages) {
        JsonObject json = ChatJson.request(request.withMessages(messages));
        json.remove("requestId");
        return json.toBuffer();
    }

    private static boolean fits(Buffer bytes, int limit) {
        int escaped = bytes.length();
        for (int i = 0; i < bytes.length() && escaped <= limit; i++) {
            byte b = bytes.getByte(i);
            if (b == '"' || b == '\\') {
                escaped++;
            }
        }
        return escaped <= limit;
    }

    private static List<ChatMessage> eachImage(List<ChatMessage> messages, UnaryOperator<Image> change) {
        return messages.stream()
                .map(message -> with(
                        message,
                        message.content(),
                        message.images().stream().map(change).toList()))
                .toList();
    }

    private static ChatMessage with(ChatMessage message, String content, List<Image> images) {
        return new ChatMessage(message.role(), content, message.at(), message.backend(), images);
    }

    /** The model learns in a line of its message that there was one. */
    private static List<ChatMessage> withoutLargest(List<ChatMessage> messages) {
        List<ChatMessage> fewer = new ArrayList<>(messages);
        messages.stream()
                .flatMap(message -> message.images().stream())
                .max(Comparator.comparingInt(image -> image.base64().length()))
                .ifPresent(largest ->
                        fewer.replaceAll(message -> message.images().contains(largest)
                                ? with(
                                        message,
                                        message.content() + "\n(A picture was too large to send along.)",
                                        message.images().stream()
                                                .filter(image -> !image.equals(largest))
                                                .toList())
                                : message));
        return fewer;
    }

    /** Without the question itself: that never reaches a log. */
    @Override
    public String toString() {
        return "QuestionBody[" + bytes.length() + " bytes]";
    }
}
