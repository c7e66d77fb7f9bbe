package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;

/** Checks what the server says against the document, whose objects are taken as closed. */
final class Documented {
    private static final String BASE = "app://rivulet/";

    private Documented() {}

    /** @param schema the name of one of the document's schemas */
    static void check(String schema, JsonObject json) throws IOException {
        SchemaRepository schemas = SchemaRepository.create(
                new JsonSchemaOptions().setBaseUri(BASE).setDraft(Draft.DRAFT4).setOutputFormat(OutputFormat.Basic));
        JsonObject document = ApiDocument.forValidator(ApiDocument.read());
        schemas.dereference("api", JsonSchema.of("api", document));
        OutputUnit output =
                schemas.validator("api#/components/schemas/" + schema).validate(json);
        assertThat(output.getValid())
                .as("%s of %s: %s", schema, json, output.getErrors())
                .isTrue();
    }

    /** The data of a server-sent event, by its name. */
    static void checkEvent(String name, JsonObject data) throws IOException {
        JsonObject reference = ApiDocument.read()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("ChatEvents")
                .getJsonObject("properties")
                .getJsonObject(name);
        assertThat(reference).as("event %s", name).isNotNull();
        check(reference.getString("$ref").replace("#/components/schemas/", ""), data);
    }
}
