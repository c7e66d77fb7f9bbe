package dev.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelaysTest {
    @Test
    void tellsMedianAndTheWorstOfAHundred() {
        Delays delays = new Delays();
        for (int i = 10_000; i > 0; i--) {
            delays.add(i * 1_000L);
        }
        assertThat(delays.count()).isEqualTo(10_000);
        assertThat(delays.percentile(50)).isBetween(4.9, 5.1);
        assertThat(delays.percentile(99)).isBetween(9.8, 10.0);
        assertThat(delays.percentile(100)).isEqualTo(10.0);
        assertThat(Delays.shown(9.87654)).isEqualTo("9.9 ms");
    }

    @Test
    void joinsWhatSeveralTookDown() {
        Delays one = new Delays();
        one.add(1_000_000);
        Delays other = new Delays();
        other.add(3_000_000);
        one.addAll(other);
        assertThat(one.count()).isEqualTo(2);
        assertThat(one.percentile(100)).isEqualTo(3.0);
        assertThat(new Delays().percentile(99)).isZero();
    }
}
