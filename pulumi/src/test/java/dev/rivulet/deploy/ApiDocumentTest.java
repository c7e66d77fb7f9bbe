package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The API document that API Gateway gets. */
class ApiDocumentTest {
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:router";
    private static final String DOCUMENT = ApiDocument.of("aws", "eu-central-1", FUNCTION);

    @Test
    void isTheProjectsOwnWithIntegrationAndSecurityAdded() throws IOException {
        Map<String, Object> expected = new Yaml().load(Files.readString(Path.of("..", "config", "openapi.yaml")));
        Map<?, ?> made = Graph.json(DOCUMENT);
        Map<String, Object> paths = child(expected, "paths");
        // The one path that is not for a function.
        assertThat(paths.remove("/metrics")).isNotNull();
        for (Map<?, ?> methods :
                paths.values().stream().map(methods -> (Map<?, ?>) methods).toList()) {
            methods.values().forEach(operation -> ((Map<?, ?>) operation).remove("security"));
        }

        for (Object methods : ((Map<?, ?>) made.get("paths")).values()) {
            for (Object operation : ((Map<?, ?>) methods).values()) {
                assertThat(((Map<?, ?>) operation).remove("x-amazon-apigateway-integration"))
                        .isNotNull();
                assertThat(((Map<?, ?>) operation).remove("security")).isEqualTo(List.of(Map.of("iam", List.of())));
            }
        }
        assertThat(((Map<?, ?>) ((Map<?, ?>) made.get("components")).get("securitySchemes")).remove("iam"))
                .isEqualTo(Map.of(
                        "type", "apiKey",
                        "in", "header",
                        "name", "Authorization",
                        "x-amazon-apigateway-authtype", "awsSigv4"));
        assertThat(made).isEqualTo(Graph.json(Policies.json(expected)));
    }

    @Test
    void isValidOpenApi() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(DOCUMENT, null, options);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths().keySet()).isEqualTo(Set.of("/chat", "/health"));
        assertThat(result.getOpenAPI().getPaths().get("/chat").getPost().getExtensions())
                .containsKey("x-amazon-apigateway-integration");
    }

    @Test
    void wouldBeFoundInvalid() {
        String broken = DOCUMENT.replace("\"responses\":", "\"answers\":");

        assertThat(new OpenAPIV3Parser()
                        .readContents(broken, null, new ParseOptions())
                        .getMessages())
                .isNotEmpty();
    }

    @Test
    void isTheSameForTheSameFunction() {
        assertThat(ApiDocument.of("aws", "eu-central-1", FUNCTION)).isEqualTo(DOCUMENT);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String key) {
        return (Map<String, Object>) parent.get(key);
    }
}
