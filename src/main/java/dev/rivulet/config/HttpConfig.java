package dev.rivulet.config;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP server: chat API, health, metrics.
 *
 * @param host the address to listen on; any but a loopback address needs {@code apiToken}
 * @param port 0 takes a free one
 * @param apiToken what callers must send as {@code Authorization: Bearer …}
 */
public record HttpConfig(
        @Default("127.0.0.1") String host,
        @Default("8080") int port,
        @Nullable Secret apiToken) {
    public HttpConfig {
        Check.between("port", port, 0, 65_535);
    }
}
