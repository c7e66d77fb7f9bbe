package dev.rivulet.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps web pages away from a server on a loopback address. A page in a browser can reach it too: directly, which the browser marks
 * with the page's {@code Origin}, or by a name of its own that it makes resolve to 127.0.0.1 (DNS rebinding), which shows in
 * {@code Host}.
 *
 * <p>Ports don't matter in {@code Host}: no page can choose its own there, and a tunnel ({@code ssh -L}) ends on another one.
 */
final class LoopbackGuard {
    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    /** @param address what the server listens on, which is a name of its own too */
    LoopbackGuard(String address) {
        names.add((address.contains(":") ? "[" + address + "]" : address).toLowerCase(Locale.ROOT));
    }

    /** Why the request is refused; empty for one that may pass. */
    Optional<Problem> refusal(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() != 1 || !names.contains(name(hosts.getFirst().toLowerCase(Locale.ROOT)))) {
            return Optional.of(Problem.of(
                    403,
                    "This server answers to localhost:" + request.localAddress().port()
                            + " only; use that address, not another name for it."));
        }
        String own = "http://" + hosts.getFirst();
        return request.headers().getAll(HttpHeaders.ORIGIN).stream().allMatch(own::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of(Problem.of(
                        403,
                        "Web pages of other origins may not use this server; call it from a program on this machine."));
    }

    /** Without the port; an IPv6 address keeps its brackets. */
    private static String name(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
