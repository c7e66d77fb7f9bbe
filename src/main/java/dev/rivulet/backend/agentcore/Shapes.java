package dev.rivulet.backend.agentcore;

import dev.rivulet.backend.agentcore.Echo.Way;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Usage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What agents on AgentCore Runtime write, one JSON value after the other. AgentCore's SDK passes on whatever the agent yields: texts, and
 * with Strands Agents the same text in several shapes, as {@code event}, as {@code data}, in a whole {@code message} and in the {@code
 * result} (aws/bedrock-agentcore-sdk-python and strands-agents/sdk-python). The first shape in which a text comes counts, and the others
 * say nothing new. Bare texts beside them may be the agent's own or the same again, which an {@link Echo} tells apart.
 *
 * <p>Not thread-safe. Nothing is kept but what was said where.
 */
final class Shapes {
    /** Events of Strands' that say nothing to people. */
    private static final Set<String> SILENT =
            Set.of("init_event_loop", "start_event_loop", "start", "complete", "force_stop");

    private enum Shape {
        EVENT,
        DATA
    }

    private final Saying saying;
    private final AgentFailures failures;
    private final Ignored ignored;
    private final Echo echo = new Echo();
    private @Nullable Shape textIn;
    private @Nullable Shape reasoningIn;
    private boolean messageSpoke;
    private boolean marksItsEnd;
    private boolean ended;
    private boolean ignoredAny;
    private Finish finish = Finish.STOP;
    private Usage usage = Usage.UNKNOWN;

    Shapes(Saying saying, AgentFailures failures, Ignored ignored) {
        this.saying = saying;
        this.failures = failures;
        this.ignored = ignored;
    }

    /** Whether what came would have said that the answer is whole, and hasn't yet. */
    boolean lacksItsEnd() {
        return marksItsEnd && !ended;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether something came of which nothing was shown. */
    boolean ignoredAny() {
        return ignoredAny;
    }

    Finish finish() {
        return finish;
    }

    Usage usage() {
        return usage;
    }

    /** @throws FailureException when the agent says that it failed */
    void take(@Nullable Object value) {
        switch (value) {
            case String text -> bare(text);
            case JsonObject object -> take(object);
            case null, default -> ignore();
        }
    }

    private void take(JsonObject object) {
        checkError(object);
        if (object.getValue("event") instanceof JsonObject event) {
            marksItsEnd = true;
            if (!converse(event)) {
                ignore();
            }
        } else if (object.getValue("message") instanceof JsonObject message) {
            whole(message);
        } else if (object.containsKey("result")) {
            result(object.getValue("result"));
        } else if (object.getValue("reasoningText") instanceof String text) {
            reasoning(Shape.DATA, text);
        } else if (object.getValue("current_tool_use") instanceof JsonObject tool) {
            tool(tool);
        } else if (object.getValue("data") instanceof String text) {
            text(Shape.DATA, text);
        } else if (object.containsKey("init_event_loop") || object.containsKey("start_event_loop")) {
            // Whoever passes these on passes everything on, the end too.
            marksItsEnd = true;
        } else if (!converse(object) && object.fieldNames().stream().noneMatch(SILENT::contains)) {
            ignore();
        }
    }

    /** The one value of an answer that isn't streamed: any object that has its text in one of the usual places. */
    void takeWhole(@Nullable Object value) {
        if (!(value instanceof JsonObject object)) {
            take(value);
            return;
        }
        checkError(object);
        String text = TextFinder.textIn(object);
        if (text == null || PythonRepr.is(text)) {
            ignore();
        } else {
            saying.text(text);
        }
    }

    /** @throws FailureException when the object says that the agent failed */
    void checkError(JsonObject object) {
        Object error = object.getValue("error");
        if (error != null && !Boolean.FALSE.equals(error)) {
            throw new FailureException(
                    failures.brokeOff(object.getValue("error_type") instanceof String type ? type : ""));
        }
    }

    void ignore() {
        ignoredAny = true;
        ignored.unknown();
    }

    private void bare(String text) {
        if (PythonRepr.is(text)) {
            ignoredAny = true;
            ignored.repr();
        } else {
            say(Way.BARE, text);
        }
    }

    private void text(Shape shape, String text) {
        textIn = textIn == null ? shape : textIn;
        if (textIn == shape) {
            messageSpoke = true;
            say(Way.STRUCTURED, text);
        }
    }

    private void say(Way way, String text) {
        String fresh = echo.fresh(way, text);
        if (!fresh.isEmpty()) {
            saying.text(fresh);
        }
    }

    private void endMessage() {
        echo.endMessage();
        saying.endMessage();
    }

    private void reasoning(Shape shape, String text) {
        reasoningIn = reasoningIn == null ? shape : reasoningIn;
        if (reasoningIn == shape) {
            saying.reasoning(text);
        }
    }

    private void tool(JsonObject tool) {
        if (tool.getValue("name") instanceof String name) {
            saying.tool(name, tool.getValue("toolUseId") instanceof String id ? id : null);
        }
    }

    /** @return whether it is an event of ConverseStream's */
    private boolean converse(JsonObject json) {
        ConverseEvent event = ConverseEvent.of(json);
        if (event == null) {
            return false;
        }
        switch (event) {
            case ConverseEvent.Started _ -> ended = false;
            case ConverseEvent.Text(String text) -> text(Shape.EVENT, text);
            case ConverseEvent.Reasoning(String text) -> reasoning(Shape.EVENT, text);
            case ConverseEvent.Cited(JsonObject citation) -> saying.sources(Citations.of(citation));
            case ConverseEvent.Tool(JsonObject tool) -> tool(tool);
            case ConverseEvent.Stopped(var reason) -> stopped(reason);
            case ConverseEvent.Used(Usage more) ->
                usage = new Usage(usage.inputTokens() + more.inputTokens(), usage.outputTokens() + more.outputTokens());
            case ConverseEvent.Silent _ -> {
                // Says nothing to people.
            }
        }
        return true;
    }

    /** An agent that stops to use a tool goes on afterwards, in another message. */
    private void stopped(@Nullable Object reason) {
        marksItsEnd = true;
        ended = !"tool_use".equals(reason);
        finish = "max_tokens".equals(reason) ? Finish.LENGTH : Finish.STOP;
        endMessage();
    }

    /** A message that comes whole says again what its deltas said, if there were any. */
    private void whole(JsonObject message) {
        if (!"assistant".equals(message.getValue("role"))) {
            return;
        }
        if (message.getValue("content") instanceof JsonArray content) {
            content.forEach(each -> {
                if (each instanceof JsonObject block) {
                    block(block);
                }
            });
        }
        messageSpoke = false;
        endMessage();
    }

    private void block(JsonObject block) {
        if (block.getValue("toolUse") instanceof JsonObject tool) {
            tool(tool);
        } else if (block.getValue("citationsContent") instanceof JsonObject cited) {
            if (cited.getValue("citations") instanceof JsonArray citations) {
                citations.forEach(each -> {
                    if (each instanceof JsonObject citation) {
                        saying.sources(Citations.of(citation));
                    }
                });
            }
            String text = messageSpoke ? null : TextFinder.textIn(cited);
            if (text != null) {
                say(Way.STRUCTURED, text);
            }
        } else if (!messageSpoke && block.getValue("text") instanceof String text) {
            say(Way.STRUCTURED, text);
        }
    }

    private void result(@Nullable Object result) {
        marksItsEnd = true;
        ended = true;
        String text = saying.spoke() ? null : result instanceof String plain ? plain : TextFinder.textIn(result);
        if (text != null && !PythonRepr.is(text)) {
            saying.text(text);
        }
        if (result instanceof JsonObject object && "max_tokens".equals(object.getValue("stop_reason"))) {
            finish = Finish.LENGTH;
        }
    }
}
