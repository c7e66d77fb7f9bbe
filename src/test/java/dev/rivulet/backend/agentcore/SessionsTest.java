package dev.rivulet.backend.agentcore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ConversationId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final Sessions sessions = new Sessions("a key of the operator's".getBytes(UTF_8), "agentcore");

    private static ConversationId conversation(String id) {
        return new ConversationId(id);
    }

    @Test
    void areValidForBothServices() {
        assertThat(sessions.of(conversation("discord:1:2"))).matches("[0-9a-zA-Z._:-]{33,100}");
        assertThat(sessions.of(conversation("x".repeat(256)))).matches("[0-9a-zA-Z._:-]{33,100}");
    }

    @Test
    void areTheSameForTheSameConversationAndForNoOther() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            seen.add(sessions.of(conversation("discord:" + i)));
        }
        assertThat(seen).hasSize(10_000).contains(sessions.of(conversation("discord:42")));
        assertThat(seen).doesNotContain(sessions.of(conversation("discord:42#1")));
    }

    @Test
    void cannotBeGuessedWithoutTheKey() {
        Sessions others = new Sessions("another key".getBytes(UTF_8), "agentcore");
        assertThat(others.of(conversation("discord:1"))).isNotEqualTo(sessions.of(conversation("discord:1")));
        assertThat(sessions.of(conversation("discord:123456"))).doesNotContain("123456");
    }

    @Test
    void twoBackendsShareNone() {
        Sessions others = new Sessions("a key of the operator's".getBytes(UTF_8), "support");
        assertThat(others.of(conversation("discord:1"))).isNotEqualTo(sessions.of(conversation("discord:1")));
    }
}
