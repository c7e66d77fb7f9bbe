package dev.rivulet.discord.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private long now;
    private final Retries retries = new Retries(() -> now);

    @Test
    void waitsLongerEachTimeUpToALimit() {
        assertThat(retries.next()).isEqualTo(Duration.ofMillis(500));
        assertThat(retries.next()).isEqualTo(Duration.ofSeconds(1));
        assertThat(retries.next()).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 20; i++) {
            assertThat(retries.next()).isLessThanOrEqualTo(Duration.ofSeconds(15));
        }
    }

    @Test
    void startsOverAfterASuccess() {
        retries.next();
        retries.next();
        retries.succeeded();
        assertThat(retries.next()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void givesUpAfterMinutes() {
        retries.next();
        now += Duration.ofMinutes(9).toNanos();
        assertThat(retries.next()).isNotNull();
        now += Duration.ofMinutes(2).toNanos();
        assertThat(retries.next()).isNull();
    }
}
