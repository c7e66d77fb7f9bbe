package dev.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.ChatEvent;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseEncoderTest {
    @Test
    void writesAnEventAsNameDataAndAnEmptyLine() {
        assertThat(SseEncoder.event(new ChatEvent.TextDelta("Grüße\n\"x\"")))
                .hasToString("event: delta\ndata: {\"text\":\"Grüße\\n\\\"x\\\"\"}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\nb"})
    void givesEachLineOfDataItsOwnField(String data) {
        assertThat(SseEncoder.event("x", data)).hasToString("event: x\ndata: a\ndata: b\n\n");
    }

    @Test
    void keepsEmptyLinesOfData() {
        assertThat(SseEncoder.event("x", "\n")).hasToString("event: x\ndata: \ndata: \n\n");
    }

    @Test
    void keepsHalfACharacterThatTheNextDeltaCompletes() {
        // Models write tokens, not characters: what a reader joins must be the character again.
        String whole = "👋";
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            String event = SseEncoder.event(new ChatEvent.TextDelta(whole.substring(i, i + 1)))
                    .toString();
            String data = event.substring(event.indexOf('{'), event.indexOf('}') + 1);
            read.append(new JsonObject(data).getString("text"));
        }
        assertThat(read).hasToString(whole);
    }

    @Test
    void writesComments() {
        assertThat(SseEncoder.comment("heartbeat")).hasToString(": heartbeat\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb"})
    void refusesNamesAndCommentsWithLineEnds(String text) {
        assertThatThrownBy(() -> SseEncoder.event(text, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SseEncoder.comment(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
