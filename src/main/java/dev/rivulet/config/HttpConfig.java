package dev.rivulet.config;

import java.net.InetAddress;
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

    /** Whether only programs on this machine can reach it; a name other than {@code localhost} is taken to be reachable from outside. */
    public boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
