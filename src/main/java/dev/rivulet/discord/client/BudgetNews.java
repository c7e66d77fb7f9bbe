package dev.rivulet.discord.client;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one response told about the budget of writes in a channel, or of what is said to an interaction. https://discord.com/developers/docs/topics/rate-limits
 *
 * @param method {@code POST} for new messages, {@code PATCH} for edits: they have budgets of their own
 * @param place the channel's id, or the interaction's token
 * @param limit writes a window
 * @param remaining what is left of them
 * @param resetAfter when the window ends, from the moment of the response
 */
public record BudgetNews(String method, String place, int limit, int remaining, Duration resetAfter) {
    private static final Pattern MESSAGES = Pattern.compile(
            "/(?:channels/(\\d+)/messages(?:/\\d+)?|webhooks/\\d+/([^/?]+)(?:/messages/[^/?]+)?)(?:\\?.*)?$");

    /** Null when it is not about writing messages, or tells nothing. */
    static @Nullable BudgetNews of(String method, String path, HttpHeaders headers) {
        Matcher messages = MESSAGES.matcher(path);
        if (!(method.equals("POST") || method.equals("PATCH")) || !messages.find()) {
            return null;
        }
        try {
            String limit = headers.get("X-RateLimit-Limit");
            String remaining = headers.get("X-RateLimit-Remaining");
            String resetAfter = headers.get("X-RateLimit-Reset-After");
            if (limit == null || remaining == null || resetAfter == null) {
                return null;
            }
            return new BudgetNews(
                    method,
                    messages.group(1) == null ? messages.group(2) : messages.group(1),
                    Integer.parseInt(limit),
                    Integer.parseInt(remaining),
                    seconds(resetAfter));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    /** What counts as one budget. */
    public static String bucket(String method, String place) {
        return method + ' ' + place;
    }

    public String bucket() {
        return bucket(method, place);
    }

    /** Seconds with decimals, rounded up to milliseconds. */
    static Duration seconds(String text) {
        return Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
    }
}
