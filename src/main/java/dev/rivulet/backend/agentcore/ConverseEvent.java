package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.Usage;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An event of Bedrock's <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html">ConverseStream</a>, as agents pass it
 * on.
 */
sealed interface ConverseEvent {
    record Started() implements ConverseEvent {}

    record Text(String text) implements ConverseEvent {}

    record Reasoning(String text) implements ConverseEvent {}

    record Cited(JsonObject citation) implements ConverseEvent {}

    record Tool(JsonObject tool) implements ConverseEvent {}

    /** @param reason as Bedrock names it */
    record Stopped(@Nullable Object reason) implements ConverseEvent {}

    record Used(Usage usage) implements ConverseEvent {}

    /** One that says nothing to people. */
    record Silent() implements ConverseEvent {}

    /** The event, or null where it is none. */
    static @Nullable ConverseEvent of(JsonObject event) {
        if (event.getValue("contentBlockDelta") instanceof JsonObject block) {
            return block.getValue("delta") instanceof JsonObject delta ? delta(delta) : new Silent();
        }
        if (event.getValue("contentBlockStart") instanceof JsonObject block) {
            return block.getValue("start") instanceof JsonObject start
                            && start.getValue("toolUse") instanceof JsonObject tool
                    ? new Tool(tool)
                    : new Silent();
        }
        if (event.getValue("messageStop") instanceof JsonObject stop) {
            return new Stopped(stop.getValue("stopReason"));
        }
        if (event.getValue("metadata") instanceof JsonObject metadata) {
            return metadata.getValue("usage") instanceof JsonObject used
                    ? new Used(new Usage(count(used, "inputTokens"), count(used, "outputTokens")))
                    : new Silent();
        }
        if (event.containsKey("messageStart")) {
            return new Started();
        }
        return event.containsKey("contentBlockStop") ? new Silent() : null;
    }

    private static ConverseEvent delta(JsonObject delta) {
        if (delta.getValue("text") instanceof String text) {
            return new Text(text);
        }
        if (delta.getValue("reasoningContent") instanceof JsonObject reasoning
                && reasoning.getValue("text") instanceof String text) {
            return new Reasoning(text);
        }
        return delta.getValue("citation") instanceof JsonObject citation ? new Cited(citation) : new Silent();
    }

    private static int count(JsonObject json, String key) {
        return json.getValue(key) instanceof Number number ? Math.max(0, number.intValue()) : 0;
    }
}
