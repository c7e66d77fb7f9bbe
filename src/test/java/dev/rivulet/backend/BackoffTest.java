package dev.rivulet.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsLongerEachTimeAndNotAllAlike() {
        Duration first = Duration.ofMillis(400);
        for (int i = 0; i < 1000; i++) {
            assertThat(Backoff.pause(first, 0)).isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
            assertThat(Backoff.pause(first, 2)).isBetween(Duration.ofMillis(800), Duration.ofMillis(2400));
        }
        assertThat(Backoff.pause(Duration.ZERO, 3)).as("never nothing").isEqualTo(Duration.ofMillis(1));
    }
}
