package dev.rivulet.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final RateLimits limits = new RateLimits(clock);

    @Test
    void opensANewWindowAtTheReset() {
        limits.set(RouteKind.MESSAGE_EDIT, new Limit(2, Duration.ofSeconds(4)));
        assertThat(take().remaining()).isEqualTo(1);
        pass(Duration.ofSeconds(3));
        assertThat(take().remaining()).isZero();
        assertThat(take().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofMillis(999));
        assertThat(take().passed()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(take().remaining()).isEqualTo(1);
    }

    @Test
    void aChangedLimitHoldsFromTheNextWindowOn() {
        limits.set(RouteKind.MESSAGE_EDIT, new Limit(5, Duration.ofSeconds(5)));
        take();
        limits.set(RouteKind.MESSAGE_EDIT, new Limit(1, Duration.ofSeconds(5)));
        assertThat(take().remaining()).as("what headers promised").isEqualTo(3);
        pass(Duration.ofSeconds(5));
        assertThat(take().remaining()).isZero();
        assertThat(take().passed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverPassesMoreThanTheLimitInAWindowNorRefusesWhatItPromised(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var limit = new Limit(1 + random.nextInt(9), Duration.ofMillis(100 + random.nextInt(5000)));
        limits.set(RouteKind.MESSAGE_EDIT, limit);
        limits.setGlobal(new Limit(1_000_000, Duration.ofSeconds(1)));
        var window = new ArrayDeque<Instant>();
        int promised = limit.requests();
        Instant reset = now;
        for (int i = 0; i < 2000; i++) {
            pass(Duration.ofMillis(random.nextInt(400)));
            var verdict = take();
            if (!now.isBefore(reset)) {
                promised = limit.requests();
                window.clear();
            }
            assertThat(verdict.passed()).as("seed %d, request %d", seed, i).isEqualTo(promised > 0);
            if (verdict.passed()) {
                window.add(now);
                assertThat(window.size()).as("seed %d, request %d", seed, i).isLessThanOrEqualTo(limit.requests());
            }
            promised = verdict.remaining();
            reset = verdict.resetAt();
        }
    }

    private RateLimits.Verdict take() {
        return limits.take(1, RouteKind.MESSAGE_EDIT, "7");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
