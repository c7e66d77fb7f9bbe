package dev.rivulet.backend.remote;

import dev.rivulet.backend.HttpTarget;
import dev.rivulet.config.ChatConfig;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Where the far router listens, and how it is asked. */
final class FarServer {
    private final HttpClientAgent client;
    private final Signing signing;
    private final URI chat;

    FarServer(HttpClientAgent client, Signing signing, ChatConfig config) {
        this.client = client;
        this.signing = signing;
        this.chat = config.requireUrl();
    }

    /** The endpoint for questions. */
    URI chat() {
        return chat;
    }

    /** The one that tells of the far backends: it stands beside the other. */
    URI health() {
        String path = chat.getRawPath();
        return chat.resolve(path.substring(0, path.lastIndexOf('/') + 1) + "health");
    }

    /** The host's name, fit to show. */
    String shown() {
        return chat.getHost();
    }

    /** Completes when a connection is there and the request is signed; nothing has been sent then. */
    Future<HttpClientRequest> open(HttpMethod method, URI url, Buffer body, String accept) {
        return signing.headers(method, url, body).compose(headers -> {
            RequestOptions options = HttpTarget.options(url)
                    .setMethod(method)
                    .setURI(url.getRawPath())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(HttpHeaders.ACCEPT, accept);
            headers.remove("Host").forEach(header -> options.addHeader(header.getKey(), header.getValue()));
            return client.request(options);
        });
    }
}
