package dev.rivulet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/**
 * Discord's own description of its API, held against what went over the wire. Collects every exchange of a simulator; {@link #check()}
 * fails on the first bodies that don't fit.
 */
public final class Spec {
    private static final Path FILE = Path.of("../shared/spec/discord-openapi.json");
    private static final String BASE = "https://discord.test/";
    private static final String DOCUMENT = BASE + "openapi.json";

    private final Description description;
    private final List<WorldEvent.RestExchange> exchanges = new ArrayList<>();
    private final Set<String> checked = new TreeSet<>();

    private Spec(Description description) {
        this.description = description;
    }

    /** The description, read once. */
    private record Description(JsonObject document, SchemaRepository schemas) {
        static final Description READ = read();

        private static Description read() {
            try {
                var document = new JsonObject(Files.readString(FILE));
                var schemas = SchemaRepository.create(new JsonSchemaOptions()
                        .setBaseUri(BASE)
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
                schemas.dereference(DOCUMENT, JsonSchema.of(document));
                return new Description(document, schemas);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Skips the test, saying so, where the description isn't at hand. */
    static Spec orSkip() {
        Assumptions.assumeTrue(Files.exists(FILE), "SKIPPED: Discord's API description is not at " + FILE);
        return new Spec(Description.READ);
    }

    /** Empty where the description isn't at hand. */
    public static Optional<Spec> ifAtHand() {
        return Files.exists(FILE) ? Optional.of(new Spec(Description.READ)) : Optional.empty();
    }

    public void watch(Simulator simulator) {
        simulator.subscribe(event -> {
            if (event instanceof WorldEvent.RestExchange exchange) {
                synchronized (exchanges) {
                    exchanges.add(exchange);
                }
            }
        });
    }

    /** Every request that was accepted, and every answer, fits the description. */
    public void check() {
        synchronized (exchanges) {
            exchanges.forEach(this::check);
        }
    }

    /** The operations checked so far, as {@code GET /users/@me -> 200}. */
    Set<String> checked() {
        return checked;
    }

    private void check(WorldEvent.RestExchange exchange) {
        var path = description.document.getJsonObject("paths").getJsonObject(exchange.route());
        if (path == null || exchange.status() == 0 || exchange.status() >= 500) {
            return;
        }
        var method = exchange.method().toLowerCase(Locale.ROOT);
        var operation = path.getJsonObject(method);
        assertThat(operation)
                .as("%s %s in the description", method, exchange.route())
                .isNotNull();
        var pointer = "#/paths/"
                + exchange.route()
                        .replace("~", "~0")
                        .replace("/", "~1")
                        .replace("{", "%7B")
                        .replace("}", "%7D") + "/" + method;
        if (exchange.request() != null && exchange.status() < 300 && operation.containsKey("requestBody")) {
            fits(
                    exchange,
                    "request",
                    pointer + "/requestBody/content/application~1json/schema",
                    asDescribed(exchange.request()));
        }
        if (exchange.response() != null) {
            var answers = operation.getJsonObject("responses");
            var status = Integer.toString(exchange.status());
            if (exchange.status() < 400 && answers.containsKey(status)) {
                fits(
                        exchange,
                        "answer",
                        pointer + "/responses/" + status + "/content/application~1json/schema",
                        exchange.response());
            } else {
                // Not "ErrorResponse": it gives the reasons of a 50035 numbers, where Discord has names such as
                // BASE_TYPE_MAX_LENGTH
                // (https://discord.com/developers/docs/reference#error-messages).
                var error = exchange.status() == 429 ? "RatelimitedResponse" : "Error";
                assertThat(exchange.status())
                        .as("%s %s", method, exchange.route())
                        .isGreaterThanOrEqualTo(400);
                fits(exchange, "error", "#/components/schemas/" + error, exchange.response());
            }
        }
        checked.add(exchange.method() + " " + exchange.route() + " -> " + exchange.status());
    }

    /**
     * The description wants a command's permissions as a number; Discord's documentation, and every client, as a text
     * (https://discord.com/developers/docs/interactions/application-commands#create-global-application-command).
     */
    private static Object asDescribed(Object request) {
        if (request instanceof JsonArray array) {
            return new JsonArray(array.stream().map(Spec::asDescribed).toList());
        }
        return request instanceof JsonObject json
                        && json.getValue("default_member_permissions") instanceof String permissions
                ? json.copy().put("default_member_permissions", Long.parseLong(permissions))
                : request;
    }

    private void fits(WorldEvent.RestExchange exchange, String what, String pointer, Object body) {
        var schema = JsonSchema.of(new JsonObject().put("$ref", DOCUMENT + pointer));
        var result = description.schemas.validator(schema).validate(body);
        assertThat(result.getValid())
                .as(
                        "%s of %s %s: %s%n%s",
                        what,
                        exchange.method(),
                        exchange.route(),
                        body,
                        result.getErrors() == null
                                ? ""
                                : result.getErrors().stream()
                                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                                        .toList())
                .isTrue();
    }
}
