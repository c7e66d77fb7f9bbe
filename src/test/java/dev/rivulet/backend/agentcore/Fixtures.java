package dev.rivulet.backend.agentcore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What agents send, as files beside the tests: one JSON value a line. */
final class Fixtures {
    private Fixtures() {}

    static String read(String name) throws IOException {
        try (var file = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
