package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the document to what API Gateway imports into a REST API. The source of every rule here, unless it says otherwise: <a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">Amazon API Gateway important notes</a>,
 * "for REST APIs".
 */
class ApiGatewaySubsetTest {
    /** All keywords that our schemas may use: those of JSON schema draft 4 that API Gateway's models take. */
    private static final Set<String> SCHEMA_KEYWORDS = Set.of(
            "$ref",
            "type",
            "description",
            "required",
            "properties",
            "items",
            "enum",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minItems",
            "minimum",
            "maximum");

    /** Named in the notes as not supported or dropped, or (nullable, writeOnly, not) no part of draft 4's models. */
    private static final Set<String> REFUSED = Set.of(
            "discriminator",
            "readOnly",
            "writeOnly",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "oneOf",
            "anyOf",
            "not",
            "nullable",
            "additionalProperties",
            "example",
            "examples",
            "default",
            "deprecated",
            "xml",
            "maxItems");

    /** "Numbers of the Int32 or Int64 type are not supported", nor the format decimal. */
    private static final Set<String> REFUSED_FORMATS = Set.of("int32", "int64", "decimal", "float", "double");

    private final JsonObject document = read();

    private static JsonObject read() {
        try {
            return ApiDocument.read();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void documentKeepsToTheSubset() {
        assertThat(violations(document)).isEmpty();
    }

    @Test
    void everyReferenceHasATarget() {
        List<String> dangling = new ArrayList<>();
        visit(document, object -> {
            if (object.getValue("$ref") instanceof String reference
                    && JsonPointer.from(reference.substring(1)).queryJson(document) == null) {
                dangling.add(reference);
            }
        });
        assertThat(dangling).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discriminator",
                "readOnly",
                "exclusiveMinimum",
                "oneOf",
                "anyOf",
                "nullable",
                "additionalProperties",
                "example",
                "default"
            })
    void rejectsSchemasWithUnsupportedKeywords(String keyword) {
        schemas().getJsonObject("User").put(keyword, true);
        assertThat(violations(document)).anyMatch(violation -> violation.contains(keyword));
    }

    @Test
    void rejectsEverythingElseThatTheNotesName() {
        schemas().put("Two-Words", new JsonObject().put("type", "string"));
        schemas()
                .getJsonObject("Tool")
                .getJsonObject("properties")
                .getJsonObject("name")
                .put("format", "int64");
        schemas()
                .getJsonObject("Message")
                .getJsonObject("properties")
                .put("x", new JsonObject().put("$ref", "other.yaml#/X"));
        document.put("openapi", "3.1.0").put("security", new JsonArray());
        document.getJsonObject("paths").put("/chat!", new JsonObject());
        document.getJsonObject("components")
                .put("responses", new JsonObject())
                .getJsonObject("securitySchemes")
                .getJsonObject("token")
                .put("type", "http");
        response("health")
                .put(
                        "content",
                        new JsonObject()
                                .put(
                                        "text/plain",
                                        new JsonObject().put("schema", new JsonObject().put("type", "string"))));
        assertThat(violations(document))
                .containsExactlyInAnyOrder(
                        "OpenAPI 3.1.0",
                        "security at the root",
                        "path /chat!",
                        "components/responses",
                        "security scheme token of type http",
                        "model name Two-Words",
                        "format int64",
                        "external reference other.yaml#/X",
                        "response of a primitive type");
    }

    private JsonObject schemas() {
        return document.getJsonObject("components").getJsonObject("schemas");
    }

    private JsonObject response(String path) {
        return document.getJsonObject("paths")
                .getJsonObject("/" + path)
                .getJsonObject("get")
                .getJsonObject("responses")
                .getJsonObject("200");
    }

    private static List<String> violations(JsonObject document) {
        List<String> found = new ArrayList<>();
        if (!document.getString("openapi").startsWith("3.0.")) {
            found.add("OpenAPI " + document.getString("openapi"));
        }
        // An operation's own security is what gets imported.
        if (document.containsKey("security")) {
            found.add("security at the root");
        }
        JsonObject components = document.getJsonObject("components");
        // "Response definitions of the "500": {"$ref": "#/responses/UnexpectedError"} form [are] not supported": they
        // stand inline.
        for (String part : components.fieldNames()) {
            if (!Set.of("schemas", "securitySchemes").contains(part)) {
                found.add("components/" + part);
            }
        }
        for (Map.Entry<String, Object> scheme : components.getJsonObject("securitySchemes")) {
            String type = ((JsonObject) scheme.getValue()).getString("type");
            if (!type.equals("apiKey")) {
                found.add("security scheme " + scheme.getKey() + " of type " + type);
            }
        }
        for (String path : document.getJsonObject("paths").fieldNames()) {
            if (!path.matches("(/[A-Za-z0-9_.,:{}-]+)+")) {
                found.add("path " + path);
            }
        }
        for (Map.Entry<String, Object> model : components.getJsonObject("schemas")) {
            if (!model.getKey().matches("[A-Za-z0-9]+")) {
                found.add("model name " + model.getKey());
            }
            schema((JsonObject) model.getValue(), found);
        }
        visit(document.getJsonObject("paths"), object -> {
            if (object.getValue("$ref") instanceof String reference && !reference.startsWith("#/components/schemas/")) {
                found.add("reference " + reference);
            }
            // "In method responses, the schema definition must be of an object type and can't be of primitive types."
            if (object.getValue("content") instanceof JsonObject content) {
                for (Map.Entry<String, Object> type : content) {
                    if (((JsonObject) type.getValue()).getValue("schema") instanceof JsonObject schema
                            && !schema.containsKey("$ref")) {
                        found.add("response of a primitive type");
                    }
                }
            }
        });
        return found;
    }

    private static void schema(JsonObject schema, List<String> found) {
        for (Map.Entry<String, Object> keyword : schema) {
            if (REFUSED.contains(keyword.getKey()) || !SCHEMA_KEYWORDS.contains(keyword.getKey())) {
                found.add("keyword " + keyword.getKey());
            }
        }
        if (schema.getValue("$ref") instanceof String reference && !reference.startsWith("#/components/schemas/")) {
            found.add("external reference " + reference);
        }
        if (REFUSED_FORMATS.contains(schema.getString("format", ""))) {
            found.add("format " + schema.getString("format"));
        }
        schema.getJsonObject("properties", new JsonObject())
                .forEach(property -> schema((JsonObject) property.getValue(), found));
        if (schema.getValue("items") instanceof JsonObject items) {
            schema(items, found);
        }
    }

    private static void visit(Object node, Consumer<JsonObject> visitor) {
        if (node instanceof JsonObject object) {
            visitor.accept(object);
            object.forEach(entry -> visit(entry.getValue(), visitor));
        } else if (node instanceof JsonArray array) {
            array.forEach(each -> visit(each, visitor));
        }
    }
}
