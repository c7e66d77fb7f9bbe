package dev.rivulet.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.function.Supplier;

/**
 * A request to the API, whatever carried it.
 *
 * @param path without the query, such as {@code /chat}
 * @param headers with names in any case: the map must not care ({@link MultiMap#caseInsensitiveMultiMap()})
 * @param caller who calls, as the transport made sure of
 * @param body called at most once, and only when the body is needed; fails with a {@link ProblemException} for one that is too large
 */
public record ApiRequest(
        HttpMethod method, String path, MultiMap headers, Caller caller, Supplier<Future<Buffer>> body) {
    /** How large a body may be, in bytes; what {@code config/openapi.yaml} says. */
    public static final int MAX_BODY = 8 * 1024 * 1024;
}
