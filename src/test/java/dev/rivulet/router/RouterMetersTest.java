package dev.rivulet.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouterMetersTest {
    private static final List<Failure> FAILURES = List.of(
            new Failure.Unavailable("m", "d"),
            new Failure.Rejected("m", "d"),
            new Failure.TimedOut("m", "d"),
            new Failure.MalformedStream("m", "d"),
            new Failure.Truncated("m", "d"),
            new Failure.Overloaded("m", "d", null),
            new Failure.OverBudget("m", "d", Duration.ofHours(1)),
            new Failure.Cancelled("m", "d"));

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RouterMeters meters = new RouterMeters(registry, List.of("ollama", "handbook"));

    @Test
    void showsZerosBeforeAnythingHappened() {
        assertThat(registry.scrape())
                .contains("rivulet_answers_in_flight 0.0", "rivulet_answers_queued 0.0")
                .contains("rivulet_deltas_total{backend=\"handbook\"} 0.0")
                .contains("rivulet_first_text_seconds_count{backend=\"ollama\"} 0")
                .contains("rivulet_answer_seconds_count{backend=\"ollama\",outcome=\"completed\"} 0")
                .contains("rivulet_failures_total{backend=\"none\",kind=\"overloaded\"} 0.0");
    }

    @Test
    void knowsEveryKindOfFailureFromTheStart() {
        assertThat(FAILURES).hasSize(Failure.class.getPermittedSubclasses().length);
        long before = lines().count();
        for (Failure failure : FAILURES) {
            meters.ended("ollama", new ChatEvent.Failed(failure), Duration.ofSeconds(1));
        }
        assertThat(lines().count()).isEqualTo(before);
    }

    @Test
    void sortsLatenciesIntoBuckets() {
        meters.firstText("ollama", Duration.ofMillis(300));
        assertThat(registry.scrape())
                .contains("rivulet_first_text_seconds_bucket{backend=\"ollama\",le=\"0.25\"} 0")
                .contains("rivulet_first_text_seconds_bucket{backend=\"ollama\",le=\"0.5\"} 1");
    }

    private Stream<String> lines() {
        return registry.scrape().lines();
    }
}
