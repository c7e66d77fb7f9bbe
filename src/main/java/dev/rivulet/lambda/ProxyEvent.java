package dev.rivulet.lambda;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request behind an invocation: a proxy event of API Gateway in payload format
 * <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">1.0 or 2.0</a>, or of a
 * function URL (2.0).
 *
 * @param path as the API's own paths go: without stage and base path
 * @param headers names in any case
 * @param principal whom API Gateway authenticated, by IAM or an authorizer; null where it let everybody in
 */
record ProxyEvent(
        HttpMethod method,
        String path,
        MultiMap headers,
        @Nullable String principal,
        Buffer body) {
    private static final Pattern SESSION = Pattern.compile("(:assumed-role/[^/]+)/.*");

    /** @throws IllegalArgumentException for what is no such event; the message tells what is wrong with it, and quotes nothing */
    static ProxyEvent read(Buffer event) {
        try {
            JsonObject json = event.toJsonObject();
            return text(json, "version", "1.0").startsWith("2.") ? second(json) : first(json);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("is not JSON");
        } catch (ClassCastException e) {
            throw new IllegalArgumentException("has a field of the wrong type");
        }
    }

    private static ProxyEvent first(JsonObject json) {
        JsonObject context = object(json, "requestContext");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        object(json, "multiValueHeaders").forEach(header -> {
            if (header.getValue() instanceof JsonArray values) {
                values.forEach(value -> headers.add(header.getKey(), String.valueOf(value)));
            }
        });
        addMissing(headers, object(json, "headers"));
        JsonObject authorizer = object(context, "authorizer");
        String resource = text(json, "resource", "");
        String path = resource.isEmpty() || resource.contains("{")
                ? withoutStage(text(json, "path"), context)
                // Where a base path leads to the stage, `path` has it and `resource` hasn't.
                : resource;
        return new ProxyEvent(
                method(text(json, "httpMethod")),
                path,
                headers,
                principal(
                        object(context, "identity").getString("userArn"),
                        authorizer.getString("principalId"),
                        object(authorizer, "claims").getString("sub")),
                body(json));
    }

    private static ProxyEvent second(JsonObject json) {
        JsonObject context = object(json, "requestContext");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        addMissing(headers, object(json, "headers"));
        JsonObject authorizer = object(context, "authorizer");
        return new ProxyEvent(
                method(text(object(context, "http"), "method")),
                withoutStage(text(json, "rawPath"), context),
                headers,
                principal(
                        object(authorizer, "iam").getString("userArn"),
                        object(authorizer, "lambda").getString("principalId"),
                        object(object(authorizer, "jwt"), "claims").getString("sub")),
                body(json));
    }

    private static void addMissing(MultiMap headers, JsonObject single) {
        single.forEach(header -> {
            if (!headers.contains(header.getKey()) && header.getValue() != null) {
                headers.add(header.getKey(), String.valueOf(header.getValue()));
            }
        });
    }

    private static String withoutStage(String path, JsonObject context) {
        String stage = "/" + text(context, "stage", "$default");
        return path.startsWith(stage + "/") ? path.substring(stage.length()) : path;
    }

    /** Of a role, every session is the same caller: sessions change with every restart and every new credential. */
    private static @Nullable String principal(
            @Nullable String arn, @Nullable String authorized, @Nullable String subject) {
        if (arn != null) {
            return SESSION.matcher(arn).replaceFirst("$1");
        }
        return authorized != null ? authorized : subject;
    }

    private static Buffer body(JsonObject json) {
        String body = json.getString("body");
        if (body == null) {
            return Buffer.buffer();
        }
        if (!Boolean.TRUE.equals(json.getBoolean("isBase64Encoded"))) {
            return Buffer.buffer(body);
        }
        try {
            return Buffer.buffer(Base64.getDecoder().decode(body));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a body that is not base64, though it says so");
        }
    }

    private static HttpMethod method(String name) {
        try {
            return HttpMethod.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has no HTTP method in its place");
        }
    }

    private static JsonObject object(JsonObject json, String key) {
        JsonObject value = json.getJsonObject(key);
        return value == null ? new JsonObject() : value;
    }

    private static String text(JsonObject json, String key) {
        String value = json.getString(key);
        if (value == null) {
            throw new IllegalArgumentException("is no proxy event of API Gateway: it has no " + key);
        }
        return value;
    }

    /** What is there with null counts as left out, which it doesn't for JSON's own getters. */
    private static String text(JsonObject json, String key, String otherwise) {
        String value = json.getString(key);
        return value == null ? otherwise : value;
    }

    /** Without headers and body: they never reach a log. */
    @Override
    public String toString() {
        return "ProxyEvent[" + method + " " + path + "]";
    }
}
