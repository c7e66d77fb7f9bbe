package dev.rivulet.standin;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the event that a proxy integration gives the function. */
final class ProxyEvents {
    private ProxyEvents() {}

    /**
     * @param path without the stage
     * @param arn whom IAM authenticated
     */
    static JsonObject of(
            ApiOptions.Payload payload,
            HttpServerRequest request,
            String stage,
            String path,
            @Nullable String arn,
            Buffer body) {
        return switch (payload) {
            case V1 -> first(request, stage, path, arn, body);
            case V2 -> second(request, stage, path, arn, body);
        };
    }

    private static JsonObject first(
            HttpServerRequest request, String stage, String path, @Nullable String arn, Buffer body) {
        JsonObject single = new JsonObject();
        JsonObject multiple = new JsonObject();
        MultiMap headers = request.headers();
        headers.names().forEach(name -> {
            single.put(name, headers.getAll(name).getLast());
            multiple.put(name, new JsonArray(headers.getAll(name)));
        });
        return new JsonObject()
                .put("resource", "/{proxy+}")
                .put("path", path)
                .put("httpMethod", request.method().name())
                .put("headers", single)
                .put("multiValueHeaders", multiple)
                .putNull("queryStringParameters")
                .putNull("multiValueQueryStringParameters")
                .put("pathParameters", new JsonObject().put("proxy", path.substring(1)))
                .putNull("stageVariables")
                .put(
                        "requestContext",
                        new JsonObject()
                                .put("resourcePath", "/{proxy+}")
                                .put("httpMethod", request.method().name())
                                .put("path", "/" + stage + path)
                                .put("stage", stage)
                                .put("requestId", UUID.randomUUID().toString())
                                .put(
                                        "identity",
                                        new JsonObject()
                                                .put("userArn", arn)
                                                .put(
                                                        "sourceIp",
                                                        request.remoteAddress().hostAddress())))
                .put("body", body.length() == 0 ? null : body.toString())
                .put("isBase64Encoded", false);
    }

    private static JsonObject second(
            HttpServerRequest request, String stage, String path, @Nullable String arn, Buffer body) {
        JsonObject joined = new JsonObject();
        MultiMap headers = request.headers();
        headers.names()
                .forEach(name -> joined.put(name.toLowerCase(Locale.ROOT), String.join(",", headers.getAll(name))));
        JsonObject context = new JsonObject()
                .put("stage", stage)
                .put("requestId", UUID.randomUUID().toString())
                .put(
                        "http",
                        new JsonObject()
                                .put("method", request.method().name())
                                .put("path", "/" + stage + path)
                                .put("sourceIp", request.remoteAddress().hostAddress()));
        if (arn != null) {
            context.put("authorizer", new JsonObject().put("iam", new JsonObject().put("userArn", arn)));
        }
        JsonObject event = new JsonObject()
                .put("version", "2.0")
                .put("routeKey", "ANY /{proxy+}")
                .put("rawPath", "/" + stage + path)
                .put("rawQueryString", "")
                .put("headers", joined)
                .put("requestContext", context)
                .put("isBase64Encoded", body.length() > 0);
        return body.length() == 0
                ? event
                : event.put("body", Base64.getEncoder().encodeToString(body.getBytes()));
    }
}
