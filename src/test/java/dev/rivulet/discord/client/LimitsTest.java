package dev.rivulet.discord.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    private static HttpHeaders headers(String... pairs) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.set(pairs[i], pairs[i + 1]);
        }
        return headers;
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v10/channels/12/messages",
        "PATCH, /api/v10/channels/12/messages/34",
    })
    void readsTheBudgetOfWrites(String method, String path) {
        HttpHeaders headers =
                headers("x-ratelimit-limit", "5", "x-ratelimit-remaining", "3", "x-ratelimit-reset-after", "1.2345");
        assertThat(BudgetNews.of(method, path, headers))
                .isEqualTo(new BudgetNews(method, "12", 5, 3, Duration.ofMillis(1235)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v10/channels/12/messages, 5",
        "POST, /api/v10/channels/12/typing, 5",
        "DELETE, /api/v10/channels/12/messages/34, 5",
        "POST, /api/v10/channels/12/messages, many",
    })
    void tellsNothingOfOtherRequestsOrOfGarbage(String method, String path, String limit) {
        HttpHeaders headers =
                headers("X-RateLimit-Limit", limit, "X-RateLimit-Remaining", "3", "X-RateLimit-Reset-After", "1");
        assertThat(BudgetNews.of(method, path, headers)).isNull();
    }

    @Test
    void waitsOutASharedLimitRatherThanOurOwnBudget() {
        HttpHeaders headers = headers("Retry-After", "3", "X-RateLimit-Reset-After", "0.4");
        Limits.correct(headers, "shared");
        assertThat(headers.get("X-RateLimit-Reset-After")).isEqualTo("3");
    }

    @Test
    void keepsTheExactTimeOfOurOwnBudget() {
        HttpHeaders headers = headers("Retry-After", "1", "X-RateLimit-Reset-After", "0.4");
        Limits.correct(headers, "user");
        assertThat(headers.get("X-RateLimit-Reset-After")).isEqualTo("0.4");
    }

    @Test
    void makesRetryAfterAWholeNumberWhichIsAllDiscord4JReads() {
        HttpHeaders decimal = headers("Retry-After", "0.65");
        Limits.correct(decimal, "global");
        assertThat(decimal.get("Retry-After")).isEqualTo("1");
        HttpHeaders none = headers();
        Limits.correct(none, "user");
        assertThat(none.get("Retry-After")).isEqualTo("1");
        HttpHeaders garbage = headers("Retry-After", "soon");
        Limits.correct(garbage, "user");
        assertThat(garbage.get("Retry-After")).isEqualTo("1");
    }
}
