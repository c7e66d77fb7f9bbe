package dev.rivulet.app;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the HTTP server listens. */
final class HttpOptions {
    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "The HTTP server's port; 0 takes a free one. By default http.port, 8080.")
    private @Nullable String port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address it listens on; any but a loopback address needs RIVULET_API_TOKEN."
                    + " By default http.host, 127.0.0.1.")
    private @Nullable String host;

    /** As settings by key. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (port != null) {
            settings.put("http.port", port);
        }
        if (host != null) {
            settings.put("http.host", host);
        }
        return settings;
    }
}
