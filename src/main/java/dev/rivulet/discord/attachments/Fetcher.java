package dev.rivulet.discord.attachments;

import dev.rivulet.language.Phrase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Fetches files over HTTP from few places: the origins it is given, and no other, whatever address a message names. It follows no redirect
 * and stops at a size and a time. Since all but origins given as {@code http://…} take TLS, nobody else can stand in for a host.
 */
final class Fetcher {
    private final HttpClient client;
    private final Set<String> origins;
    private final int maxBytes;
    private final Duration within;

    /**
     * @param origins such as {@code https://cdn.discordapp.com}, without a path
     * @param within for all of a file
     */
    Fetcher(Vertx vertx, Set<String> origins, int maxBytes, Duration within) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) within.toMillis()));
        this.origins = Set.copyOf(origins);
        this.maxBytes = maxBytes;
        this.within = within;
    }

    /** Fails with {@link Unusable.UnusableException}. */
    Future<byte[]> fetch(String url) {
        if (!isAllowed(url)) {
            return Future.failedFuture(Unusable.because(Phrase.FILE_ELSEWHERE));
        }
        RequestOptions get = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setFollowRedirects(false);
        Promise<byte[]> fetched = Promise.promise();
        client.request(get)
                .compose(request -> {
                    fetched.future().onFailure(_ -> request.reset());
                    return request.send();
                })
                .onSuccess(response -> receive(response, fetched))
                .onFailure(_ -> fetched.tryFail(Unusable.because(Phrase.FILE_UNREACHABLE)));
        return fetched.future()
                .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> {
                    if (cause instanceof Unusable.UnusableException) {
                        return Future.failedFuture(cause);
                    }
                    Exception slow = Unusable.because(Phrase.FILE_TOO_SLOW);
                    fetched.tryFail(slow);
                    return Future.failedFuture(slow);
                });
    }

    private boolean isAllowed(String url) {
        try {
            URI uri = new URI(url);
            String host = uri.getHost();
            if (host == null || uri.getScheme() == null || uri.getRawUserInfo() != null) {
                return false;
            }
            String origin = uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            return origins.contains(origin.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private void receive(HttpClientResponse response, Promise<byte[]> fetched) {
        Buffer body = Buffer.buffer();
        boolean plain = response.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
        if (response.statusCode() != 200 || !plain) {
            fetched.tryFail(Unusable.because(Phrase.FILE_UNREACHABLE));
            return;
        }
        response.handler(chunk -> {
            if (body.length() + chunk.length() > maxBytes) {
                fetched.tryFail(Unusable.because(Phrase.FILE_TOO_LARGE, Sizes.megabytes(maxBytes)));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(_ -> fetched.tryFail(Unusable.because(Phrase.FILE_UNREACHABLE)));
        response.endHandler(_ -> fetched.tryComplete(body.getBytes()));
    }
}
