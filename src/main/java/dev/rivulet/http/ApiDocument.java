package dev.rivulet.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The API's description, {@code config/openapi.yaml}, which stands on the class path under the same name.
 *
 * @param json as the validator takes it, references and all
 * @param contract the same, resolved
 */
record ApiDocument(JsonObject json, OpenAPIContract contract) {
    private static final String RESOURCE = "/config/openapi.yaml";
    /** The media types of ours that vertx-openapi doesn't know and refuses. */
    private static final List<String> UNKNOWN_TYPES = List.of("text/event-stream", Problem.MEDIA_TYPE);

    static Future<ApiDocument> load(Vertx vertx) {
        return vertx.executeBlocking(() -> forValidator(read()))
                .compose(json -> OpenAPIContract.from(vertx, requestsOnly(json))
                        .map(contract -> new ApiDocument(json, contract)));
    }

    /**
     * The document without its words and without what describes responses. Requests are all that is validated by it, and to check a
     * document takes a good part of a cold start.
     */
    private static JsonObject requestsOnly(JsonObject document) {
        JsonObject json = withoutWords(document);
        for (Map.Entry<String, Object> path : json.getJsonObject("paths")) {
            for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
                ((JsonObject) operation.getValue())
                        .put("responses", new JsonObject().put("default", new JsonObject().put("description", "")));
            }
        }
        JsonObject schemas = json.getJsonObject("components").getJsonObject("schemas");
        Set<String> used = new HashSet<>();
        references(json.getJsonObject("paths"), schemas, used);
        schemas.fieldNames().retainAll(used);
        return json;
    }

    private static JsonObject withoutWords(JsonObject json) {
        JsonObject without = new JsonObject();
        for (Map.Entry<String, Object> field : json) {
            switch (field.getValue()) {
                case String _ when field.getKey().equals("description") -> {
                    // Words.
                }
                case JsonObject object -> without.put(field.getKey(), withoutWords(object));
                default -> without.put(field.getKey(), field.getValue());
            }
        }
        return without;
    }

    /** The names of the schemas that are referred to from there. */
    private static void references(Object json, JsonObject schemas, Set<String> found) {
        switch (json) {
            case JsonArray array -> array.forEach(each -> references(each, schemas, found));
            case JsonObject object -> {
                if (object.getValue("$ref") instanceof String reference) {
                    String name = reference.substring(reference.lastIndexOf('/') + 1);
                    if (found.add(name) && schemas.containsKey(name)) {
                        references(schemas.getJsonObject(name), schemas, found);
                    }
                }
                object.forEach(field -> references(field.getValue(), schemas, found));
            }
            default -> {
                // Refers to nothing.
            }
        }
    }

    JsonObject schema(String name) {
        return json.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    /** Reads the document; blocks for some milliseconds. */
    static JsonObject read() throws IOException {
        try (InputStream in = ApiDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new FileNotFoundException(RESOURCE + " is not on the class path");
            }
            return new JsonObject(new YAMLMapper().readTree(in).toString());
        }
    }

    /**
     * The document, with every object closed, so that a misspelt field is noticed (the document can't say it: API Gateway doesn't
     * import {@code additionalProperties}), and without the media types that the validator doesn't know.
     */
    static JsonObject forValidator(JsonObject document) {
        JsonObject json = document.copy();
        for (Map.Entry<String, Object> schema : json.getJsonObject("components").getJsonObject("schemas")) {
            JsonObject object = (JsonObject) schema.getValue();
            if (object.containsKey("properties")) {
                object.put("additionalProperties", false);
            }
        }
        for (Map.Entry<String, Object> path : json.getJsonObject("paths")) {
            for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
                for (Map.Entry<String, Object> response :
                        ((JsonObject) operation.getValue()).getJsonObject("responses")) {
                    JsonObject content = ((JsonObject) response.getValue()).getJsonObject("content", new JsonObject());
                    UNKNOWN_TYPES.forEach(content::remove);
                }
            }
        }
        return json;
    }
}
