package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatMessage.Role;
import dev.rivulet.config.HistoryMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final ChatMessage SYSTEM = ChatMessage.system("Be brief.");
    private static final ChatMessage FIRST = ChatMessage.user("I am Ann");
    private static final ChatMessage SECOND = ChatMessage.user("who am I?");

    private static ChatMessage answered(@Nullable String backend, @Nullable Instant at) {
        return new ChatMessage(Role.ASSISTANT, "Hello Ann.", at, backend, List.of());
    }

    private static List<ChatMessage> sent(HistoryMode mode, ChatMessage... messages) {
        return Turns.toSend(List.of(messages), mode, "agentcore", NOW);
    }

    private static boolean sendsOnlyNew(@Nullable String backend, @Nullable Instant at) {
        ChatMessage answer = answered(backend, at);
        List<ChatMessage> sent = sent(HistoryMode.AUTO, SYSTEM, FIRST, answer, SECOND);
        assertThat(sent).isIn(List.of(SECOND), List.of(FIRST, answer, SECOND));
        return sent.size() == 1;
    }

    @Test
    void sendsOnlyWhatIsNewWhileTheAgentRemembersTheRest() {
        assertThat(sendsOnlyNew("agentcore", NOW.minus(Duration.ofMinutes(13)))).isTrue();
        assertThat(sendsOnlyNew("agentcore", NOW.minus(Duration.ofMinutes(14)))).isFalse();
        assertThat(sendsOnlyNew("agentcore", NOW.minus(Duration.ofHours(1)))).isFalse();
    }

    @Test
    void sendsEverythingWhereAnotherBackendAnsweredLast() {
        assertThat(sendsOnlyNew("ollama", NOW)).isFalse();
        assertThat(sendsOnlyNew(null, NOW)).isFalse();
        assertThat(sendsOnlyNew("agentcore", null)).isFalse();
    }

    @Test
    void whatWasSaidSinceTheLastAnswerIsNew() {
        ChatMessage between = ChatMessage.user("listen");
        assertThat(sent(HistoryMode.AUTO, FIRST, answered("agentcore", NOW), between, SECOND))
                .containsExactly(between, SECOND);
    }

    @Test
    void obeysTheSetting() {
        ChatMessage old = answered("ollama", NOW.minus(Duration.ofDays(1)));
        assertThat(sent(HistoryMode.NEW, FIRST, old, SECOND)).containsExactly(SECOND);
        ChatMessage fresh = answered("agentcore", NOW);
        assertThat(sent(HistoryMode.ALL, FIRST, fresh, SECOND)).containsExactly(FIRST, fresh, SECOND);
        assertThat(sent(HistoryMode.NEW, SYSTEM, FIRST)).containsExactly(FIRST);
    }

    @Test
    void aSingleTurnIsSentAsItIs() {
        assertThat(Turns.asText(List.of(FIRST))).isEqualTo("I am Ann");
    }

    @Test
    void severalTurnsSayWhoseTheyAre() {
        assertThat(Turns.asText(List.of(FIRST, answered(null, null), SECOND))).isEqualTo("""
                        The conversation so far:

                        User: I am Ann

                        Assistant: Hello Ann.

                        The newest message, to be answered now:

                        who am I?""");
    }
}
