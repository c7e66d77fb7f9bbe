package dev.rivulet.http;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.http.Problem.FieldError;
import dev.rivulet.wire.ChatJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a body as the question it asks. Parsing and validating happen on Vert.x's worker threads, since a body may have megabytes. */
final class QuestionReader {
    private static final Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

    private final Vertx vertx;
    private final RequestValidator validator;
    private final ApiDocument document;

    QuestionReader(Vertx vertx, ApiDocument document) {
        this.vertx = vertx;
        this.validator = RequestValidator.create(vertx, document.contract());
        this.document = document;
    }

    /** Fails with a {@link ProblemException} that says what to change. */
    Future<ChatRequest> read(Buffer body, String requestId, Caller caller) {
        return validator
                .validate(new Post(new Body(body)), "chat")
                .recover(cause -> vertx.executeBlocking(() -> {
                    throw new ProblemException(problem(cause, body));
                }))
                .compose(valid ->
                        vertx.executeBlocking(() -> question(valid.getBody().getJsonObject(), requestId, caller)));
    }

    private Problem problem(Throwable cause, Buffer body) throws Exception {
        return switch (cause) {
            case SchemaValidationException invalid ->
                Problem.wrongFields(
                        new FieldErrors(document, "ChatRequest", Json.decodeValue(body)).of(invalid.getOutputUnit()));
            case ValidatorException _
            when body.length() == 0 -> Problem.of(400, "The body is empty; it must be a JSON object with messages.");
            case ValidatorException _ -> Problem.of(400, "The body is not JSON" + place(body) + ".");
            case Exception e -> throw e;
            default -> throw new IllegalStateException(cause);
        };
    }

    private static String place(Buffer body) {
        try {
            Json.decodeValue(body);
            return "";
        } catch (DecodeException e) {
            Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
            return place.find() ? ": see line " + place.group(1) + ", column " + place.group(2) : "";
        }
    }

    /** What the schema can't say, and the parts that have defaults. */
    private static ChatRequest question(JsonObject json, String requestId, Caller caller) {
        List<FieldError> errors = new ArrayList<>();
        JsonArray messages = json.getJsonArray("messages");
        for (int i = 0; i < messages.size(); i++) {
            check(messages.getJsonObject(i), "messages[" + i + "]", errors);
        }
        int last = messages.size() - 1;
        if (!"user".equals(messages.getJsonObject(last).getString("role"))) {
            errors.add(new FieldError(
                    "messages[" + last + "].role", "must be user, since the last message is the one to answer"));
        }
        if (asksNothing(messages.getJsonObject(last))) {
            errors.add(new FieldError(
                    "messages[" + last + "].content", "must say something, unless the message has images"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.wrongFields(errors));
        }
        JsonObject user = json.getJsonObject(
                "user", new JsonObject().put("id", caller.user()).put("name", "API"));
        if (!user.containsKey("name")) {
            user.put("name", user.getString("id"));
        }
        String conversation = json.getString("conversation", UUID.randomUUID().toString());
        return ChatJson.request(json.put("requestId", requestId)
                .put("conversation", caller.conversation(conversation).value())
                .put("user", user));
    }

    private static boolean asksNothing(JsonObject message) {
        return message.getString("content").isBlank()
                && message.getJsonArray("images", new JsonArray()).isEmpty();
    }

    private static void check(JsonObject message, String name, List<FieldError> errors) {
        String at = message.getString("at");
        if (at != null) {
            try {
                Instant.parse(at);
            } catch (DateTimeException e) {
                errors.add(new FieldError(name + ".at", "must be a date and time such as 2026-11-22T10:15:00Z"));
            }
        }
        JsonArray images = message.getJsonArray("images", new JsonArray());
        for (int i = 0; i < images.size(); i++) {
            try {
                Base64.getDecoder().decode(images.getJsonObject(i).getString("data"));
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError(
                        name + ".images[" + i + "].data",
                        "must be standard base64 with padding and without line breaks"));
            }
        }
    }

    private record Body(Buffer buffer) implements RequestParameter {
        @Override
        public Object get() {
            return buffer;
        }
    }

    /** A request of which only the body is validated: {@code /chat} has no parameters. */
    private record Post(RequestParameter body) implements ValidatableRequest {
        @Override
        public String getContentType() {
            return "application/json";
        }

        @Override
        public Map<String, RequestParameter> getCookies() {
            return Map.of();
        }

        @Override
        public Map<String, RequestParameter> getHeaders() {
            return Map.of();
        }

        @Override
        public Map<String, RequestParameter> getPathParameters() {
            return Map.of();
        }

        @Override
        public Map<String, RequestParameter> getQuery() {
            return Map.of();
        }

        @Override
        public @Nullable RequestParameter getBody() {
            return body;
        }
    }
}
