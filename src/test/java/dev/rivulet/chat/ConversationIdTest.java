package dev.rivulet.chat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void rejectsBlank(String value) {
        assertThatThrownBy(() -> new ConversationId(value)).hasMessageContaining("conversation");
    }
}
