package dev.rivulet.backend.ollama;

import dev.rivulet.backend.HttpTarget;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where Ollama listens, and how its address is shown: without the user and password that it may hold, which are sent instead. */
final class OllamaServer {
    private final HttpClientAgent client;
    private final URI url;
    private final @Nullable String authorization;

    OllamaServer(HttpClientAgent client, URI url) {
        this.client = client;
        this.url = url;
        String user = url.getUserInfo();
        this.authorization = user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** Completes when a connection is there; nothing has been sent then. */
    Future<HttpClientRequest> open(HttpMethod method, String path) {
        return client.request(options(method, path));
    }

    RequestOptions options(HttpMethod method, String path) {
        RequestOptions options = HttpTarget.options(url)
                .setMethod(method)
                .setURI(basePath() + path)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (authorization != null) {
            options.putHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        return options;
    }

    /** The address, fit to show and to log. */
    String shown() {
        String port = url.getPort() >= 0 ? ":" + url.getPort() : "";
        return url.getScheme() + "://" + url.getHost() + port + basePath();
    }

    private String basePath() {
        return url.getRawPath() == null ? "" : url.getRawPath();
    }
}
