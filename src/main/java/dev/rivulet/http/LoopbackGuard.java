package dev.rivulet.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps web pages away from a server on a loopback address. A page in a browser can reach it too: directly, which the browser marks
 * with the page's {@code Origin}, or by a name of its own that it makes resolve to 127.0.0.1 (DNS rebinding), which shows in
 * {@code Host}.
 */
final class LoopbackGuard {
    private static final int HTTP_PORT = 80;
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private LoopbackGuard() {}

    /** Why the request is refused; empty for one that may pass. */
    static Optional<Problem> refusal(HttpServerRequest request) {
        int port = request.localAddress().port();
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1 || !isOurs(hosts.getFirst().toLowerCase(Locale.ROOT), port)) {
            return Optional.of(Problem.of(
                    403,
                    "This server answers to localhost:" + port + " only; use that address, not another name for it."));
        }
        String own = "http://" + hosts.getFirst();
        return request.headers().getAll(HttpHeaders.ORIGIN).stream().allMatch(own::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of(Problem.of(
                        403,
                        "Web pages of other origins may not use this server; call it from a program on this machine."));
    }

    private static boolean isOurs(String host, int port) {
        String suffix = ":" + port;
        return host.endsWith(suffix)
                ? NAMES.contains(host.substring(0, host.length() - suffix.length()))
                : port == HTTP_PORT && NAMES.contains(host);
    }
}
