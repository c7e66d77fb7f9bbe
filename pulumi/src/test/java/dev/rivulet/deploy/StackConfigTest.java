package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackConfigTest {
    private static final String SET = "{\"aws:region\": \"eu-central-1\", \"rivulet:discordToken\": \"a.b.c\"}";

    @Test
    void knowsWhatIsSetAndWhatOfItIsASecret() {
        StackConfig config = told(SET, "[\"rivulet:discordToken\"]");

        assertThat(config.names()).containsExactlyInAnyOrder("aws:region", "rivulet:discordToken");
        assertThat(config.isInPlainText("rivulet:discordToken")).isFalse();
        assertThat(config.isInPlainText("aws:region")).isTrue();
        assertThat(config.isInPlainText("rivulet:backend")).isFalse();
        assertThat(told(SET, "[]").isInPlainText("rivulet:discordToken")).isTrue();
    }

    /** Nothing is refused for what the engine may only not have said. */
    @Test
    void suspectsNothingWhereTheEngineDoesNotTell() {
        assertThat(told(SET, null).isInPlainText("rivulet:discordToken")).isFalse();
        assertThat(told(null, null).names()).isEmpty();
    }

    private static StackConfig told(@Nullable String config, @Nullable String secretKeys) {
        return StackConfig.of("prod", _ -> Optional.empty(), config, secretKeys);
    }
}
