package dev.rivulet.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The project's OpenAPI document as API Gateway is to have it: who may call, and what a call goes to.
 *
 * <p>{@code /metrics} is left out: it tells about one process, and a function is many.
 */
final class ApiDocument {
    /** What streams; see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html. */
    static final String TRANSFER_MODE = "STREAM";

    /** The longest that API Gateway waits for a streamed answer. */
    static final int TIMEOUT_MILLIS = 900_000;

    private static final List<String> PATHS = List.of("/chat", "/health");
    private static final String SCHEME = "iam";

    private ApiDocument() {}

    /** In JSON, the same for the same arguments. */
    static String of(String partition, String region, String functionArn) {
        Map<String, Object> document = project();
        Map<String, Object> paths = child(document, "paths");
        paths.keySet().retainAll(PATHS);
        for (String path : PATHS) {
            for (Object operation : child(paths, path).values()) {
                Map<String, Object> method = map(operation);
                method.put("security", List.of(Map.of(SCHEME, List.of())));
                method.put("x-amazon-apigateway-integration", integration(partition, region, functionArn));
            }
        }
        child(child(document, "components"), "securitySchemes").put(SCHEME, iam());
        return Policies.json(document);
    }

    private static Map<String, Object> integration(String partition, String region, String functionArn) {
        Map<String, Object> integration = new LinkedHashMap<>();
        integration.put("type", "aws_proxy");
        integration.put("httpMethod", "POST");
        integration.put(
                "uri",
                "arn:%s:apigateway:%s:lambda:path/2021-11-15/functions/%s/response-streaming-invocations"
                        .formatted(partition, region, functionArn));
        integration.put("responseTransferMode", TRANSFER_MODE);
        integration.put("timeoutInMillis", TIMEOUT_MILLIS);
        integration.put("passthroughBehavior", "when_no_match");
        return integration;
    }

    /** AWS's signature in the Authorization header. */
    private static Map<String, Object> iam() {
        Map<String, Object> scheme = new LinkedHashMap<>();
        scheme.put("type", "apiKey");
        scheme.put("in", "header");
        scheme.put("name", "Authorization");
        scheme.put("x-amazon-apigateway-authtype", "awsSigv4");
        return scheme;
    }

    /** {@code config/openapi.yaml}, which the build packs into the program. */
    private static Map<String, Object> project() {
        try (InputStream yaml = ApiDocument.class.getResourceAsStream("/config/openapi.yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("config/openapi.yaml is not packed into the program");
            }
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return map(Objects.requireNonNull(parent.get(key), key));
    }

    @SuppressWarnings("unchecked") // keys are strings throughout an OpenAPI document
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
