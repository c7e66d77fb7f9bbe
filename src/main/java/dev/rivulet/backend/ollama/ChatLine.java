package dev.rivulet.backend.ollama;

import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.Usage;
import io.vertx.core.json.JsonObject;

/**
 * One line of {@code /api/chat}'s answer: {@code ChatResponse} in Ollama's <a
 * href="https://github.com/ollama/ollama/blob/main/api/types.go">api/types.go</a>.
 */
sealed interface ChatLine {

    /** More of the answer; both may be empty. */
    record Part(String thinking, String content) implements ChatLine {}

    /** The answer is whole; the last piece of it may come along. */
    record Last(String thinking, String content, Finish finish, Usage usage) implements ChatLine {}

    /** Something broke after the answer had begun. */
    record Broken(String words) implements ChatLine {}

    /** @throws IllegalArgumentException when it is no such line; the message quotes nothing */
    static ChatLine of(JsonObject json) {
        if (json.getValue("error") != null) {
            return new Broken(ErrorWords.in(json));
        }
        Object message = json.getValue("message");
        boolean done = Boolean.TRUE.equals(json.getValue("done"));
        if (!done && !(message instanceof JsonObject)) {
            throw new IllegalArgumentException("a line has neither a message nor an error, and is not the last");
        }
        JsonObject said = message instanceof JsonObject object ? object : new JsonObject();
        String thinking = text(said, "thinking");
        String content = text(said, "content");
        return done
                ? new Last(
                        thinking,
                        content,
                        "length".equals(json.getValue("done_reason")) ? Finish.LENGTH : Finish.STOP,
                        new Usage(count(json, "prompt_eval_count"), count(json, "eval_count")))
                : new Part(thinking, content);
    }

    private static String text(JsonObject json, String key) {
        return switch (json.getValue(key)) {
            case null -> "";
            case String text -> text;
            default -> throw new IllegalArgumentException("message." + key + " is no text");
        };
    }

    private static int count(JsonObject json, String key) {
        return json.getValue(key) instanceof Number number ? Math.max(0, number.intValue()) : 0;
    }
}
