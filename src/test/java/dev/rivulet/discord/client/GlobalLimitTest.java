package dev.rivulet.discord.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Timeout(30)
class GlobalLimitTest {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final GlobalLimit limit = new GlobalLimit(Schedulers.parallel());

    @Test
    void letsFewerThanFiftyLeaveInAnySecond() {
        List<Long> left = Flux.range(0, 100)
                .flatMap(_ -> limit.withLimiter(Mono.fromCallable(System::nanoTime)), 100)
                .collectSortedList()
                .block();
        assertThat(IntStream.range(0, left.size() - GlobalLimit.REQUESTS)
                        .mapToLong(i -> left.get(i + GlobalLimit.REQUESTS) - left.get(i)))
                .allMatch(apart -> apart > A_SECOND.toNanos());
    }

    @Test
    void waitsForAsLongAsDiscordSays() {
        limit.rateLimitFor(Duration.ofMillis(300)).block();
        long asked = System.nanoTime();
        long left = limit.withLimiter(Mono.fromCallable(System::nanoTime)).blockLast();
        assertThat(left - asked).isGreaterThan(Duration.ofMillis(250).toNanos());
        assertThat(limit.getRemaining().block()).isZero();
    }
}
