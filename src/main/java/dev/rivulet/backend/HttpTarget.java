package dev.rivulet.backend;

import io.vertx.core.http.RequestOptions;
import java.net.URI;

/** Where an {@code http} or {@code https} URL leads. */
public final class HttpTarget {
    private HttpTarget() {}

    /** Host, port and encryption of the URL; the path is still to be set. */
    public static RequestOptions options(URI url) {
        boolean ssl = "https".equals(url.getScheme());
        return new RequestOptions()
                .setSsl(ssl)
                .setHost(host(url))
                .setPort(url.getPort() >= 0 ? url.getPort() : ssl ? 443 : 80);
    }

    /** IPv6 addresses stand in brackets in a URL only. */
    public static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
