package dev.rivulet.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How a model's tokens are written, each by itself. */
enum Wire {
    /** As a Strands agent streams that passes everything on. */
    AGENT,
    OLLAMA;

    Buffer token(String token) {
        return Buffer.buffer(
                switch (this) {
                    case AGENT -> {
                        JsonObject delta = new JsonObject().put("text", token);
                        JsonObject block = new JsonObject().put("delta", delta).put("contentBlockIndex", 0);
                        yield "data: "
                                + new JsonObject().put("event", new JsonObject().put("contentBlockDelta", block))
                                + "\n\ndata: "
                                + new JsonObject().put("data", token).put("delta", delta) + "\n\n";
                    }
                    case OLLAMA ->
                        new JsonObject()
                                        .put(
                                                "message",
                                                new JsonObject()
                                                        .put("role", "assistant")
                                                        .put("content", token))
                                        .put("done", false)
                                + "\n";
                });
    }

    Buffer end() {
        return Buffer.buffer(
                switch (this) {
                    case AGENT -> "data: {\"event\": {\"messageStop\": {\"stopReason\": \"end_turn\"}}}\n\n";
                    case OLLAMA -> "{\"message\": {\"role\": \"assistant\", \"content\": \"\"}, \"done\": true}\n";
                });
    }

    String contentType() {
        return switch (this) {
            case AGENT -> "text/event-stream";
            case OLLAMA -> "application/x-ndjson";
        };
    }

    /** What Ollama is asked in this body: its last message. */
    static String question(Buffer body) {
        JsonArray messages = body.toJsonObject().getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1).getString("content");
    }
}
