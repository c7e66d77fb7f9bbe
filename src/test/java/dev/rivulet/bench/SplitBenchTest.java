package dev.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitBenchTest {
    @Test
    void tellsMedianPercentileAndFirstOfEachTokensWay() {
        long[] written = {0, 10_000_000, 20_000_000, 30_000_000, 40_000_000};
        long[] arrived = {5_000_000, 11_000_000, 22_000_000, 33_000_000, 44_000_000};
        SplitBench.Latencies latencies = SplitBench.Latencies.of(written, arrived);
        assertThat(latencies.median()).isEqualTo(3);
        assertThat(latencies.percentile(1)).isEqualTo(5);
        assertThat(latencies.first()).isEqualTo(5);
        assertThat(latencies.firstBeforeSecond()).isTrue();
    }

    @Test
    void seesATokenThatArrivedOnlyAfterTheNextWasWritten() {
        assertThat(SplitBench.Latencies.of(new long[] {0, 10}, new long[] {11, 12})
                        .firstBeforeSecond())
                .isFalse();
    }
}
