package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "30s, PT30S",
        "5m, PT5M",
        "1h, PT1H",
        "2d, PT48H",
        "1h30m, PT1H30M",
        "1 m 5 s, PT1M5S",
        "PT2S, PT2S",
        "0s, PT0S",
    })
    void readsDurations(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "-5s", "5x", "s", "5s!", "99999999999999999999s", "9223372036854775807d", "PT", "p"})
    void rejectsWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a duration such as 250ms");
    }

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "PORT, port",
        "api-token, apiToken",
        "maxInFligth, maxInFlight",
        "shutdown, ''",
        "x, ''",
    })
    void guessesWhatWasMeantFromFewSlips(String written, String meant) {
        assertThat(Nearest.to(written, List.of("port", "apiToken", "maxInFlight", "shutdownGrace"))
                        .orElse(""))
                .isEqualTo(meant);
    }

    @Test
    void countsSwapAsOneSlip() {
        assertThat(Nearest.distance("port", "prot")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
