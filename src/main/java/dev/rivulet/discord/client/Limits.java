package dev.rivulet.discord.client;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.function.Consumer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Reads the rate-limit headers of every response before Discord4J does, and puts right what it would stumble over: it takes a shared
 * 429's {@code Reset-After} for the time to wait, although that is another budget's, and fails on a decimal {@code Retry-After}.
 */
public final class Limits {
    private static final int TOO_MANY_REQUESTS = 429;

    private final Consumer<BudgetNews> news;
    private final Consumer<String> limited;

    /**
     * Both are called on Discord4J's threads.
     *
     * @param news hears of budgets
     * @param limited hears the scope of each 429
     */
    public Limits(Consumer<BudgetNews> news, Consumer<String> limited) {
        this.news = news;
        this.limited = limited;
    }

    HttpClient observe(HttpClient client) {
        return client.doOnResponse((response, _) -> read(response));
    }

    private void read(HttpClientResponse response) {
        HttpHeaders headers = response.responseHeaders();
        if (response.status().code() == TOO_MANY_REQUESTS) {
            String scope = headers.get("X-RateLimit-Scope", "unknown");
            limited.accept(scope);
            correct(headers, scope);
        }
        BudgetNews budget = BudgetNews.of(response.method().name(), response.path(), headers);
        if (budget != null) {
            news.accept(budget);
        }
    }

    static void correct(HttpHeaders headers, String scope) {
        String retryAfter = headers.get("Retry-After");
        String resetAfter = headers.get("X-RateLimit-Reset-After");
        if (retryAfter == null && resetAfter == null) {
            headers.set("Retry-After", "1");
            return;
        }
        if (retryAfter == null) {
            headers.set("Retry-After", wholeSeconds(resetAfter));
        } else {
            headers.set("Retry-After", wholeSeconds(retryAfter));
            if (resetAfter == null || "shared".equals(scope)) {
                headers.set("X-RateLimit-Reset-After", retryAfter);
            }
        }
    }

    private static String wholeSeconds(String text) {
        try {
            return Long.toString((long) Math.ceil(Double.parseDouble(text)));
        } catch (NumberFormatException _) {
            return "1";
        }
    }
}
