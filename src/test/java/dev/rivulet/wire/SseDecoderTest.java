package dev.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.wire.SseDecoder.Comment;
import dev.rivulet.wire.SseDecoder.Event;
import dev.rivulet.wire.SseDecoder.Frame;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SseDecoderTest {
    private static final String[] TEXTS = {
        "",
        "plain",
        " led by a blank",
        "ünïcode",
        "日本語",
        "👩‍👩‍👧 family",
        "a: colon",
        "data: x",
        "\u2028",
        "x".repeat(300)
    };
    private static final String[] ENDS = {"\n", "\r", "\r\n"};

    private final SseDecoder decoder = new SseDecoder();
    private final List<Frame> read = new ArrayList<>();

    private List<Frame> reads(String... pieces) {
        for (String piece : pieces) {
            decoder.feed(Buffer.buffer(piece), read::add);
        }
        return read;
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsTheSameFramesUnderAnySplitOfTheBytes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Frame> written = new ArrayList<>();
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        for (int i = random.nextInt(1, 10); i > 0; i--) {
            write(random, written, text);
        }
        Buffer bytes = Buffer.buffer(text.toString());

        int longest = random.nextBoolean() ? 3 : 200;
        for (int start = 0; start < bytes.length(); ) {
            int end = Math.min(bytes.length(), start + random.nextInt(0, longest + 1));
            decoder.feed(bytes.getBuffer(start, end), read::add);
            start = end;
        }

        assertThat(read).as("seed %d", seed).isEqualTo(written);
        assertThat(decoder.isInsideEvent()).as("seed %d", seed).isFalse();
    }

    private static void write(RandomGenerator random, List<Frame> written, StringBuilder text) {
        if (random.nextInt(4) == 0) {
            String comment = pick(random, TEXTS);
            written.add(new Comment(comment));
            text.append(": ").append(comment).append(pick(random, ENDS));
            return;
        }
        String name = random.nextBoolean() ? "message" : "delta";
        List<String> lines = new ArrayList<>();
        if (!name.equals("message")) {
            text.append("event:").append(random.nextBoolean() ? " " : "").append(name);
            text.append(pick(random, ENDS));
        }
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            lines.add(pick(random, TEXTS));
            text.append("data: ").append(lines.getLast()).append(pick(random, ENDS));
            if (random.nextInt(5) == 0) {
                text.append("id: 7").append(pick(random, ENDS)).append("retry").append(pick(random, ENDS));
            }
        }
        written.add(new Event(name, String.join("\n", lines)));
        // A line end of CR alone before this one would make the two a single CRLF.
        text.append(text.charAt(text.length() - 1) == '\r' ? "\r" : pick(random, ENDS));
        if (random.nextInt(4) == 0) {
            text.append(text.charAt(text.length() - 1) == '\r' ? "\r\r" : "\n\n");
        }
    }

    private static String pick(RandomGenerator random, String[] some) {
        return some[random.nextInt(some.length)];
    }

    @Test
    void readsWhatTheEncoderWrites() {
        String data = "{\"text\":\"a\"}\nsecond line";
        decoder.feed(SseEncoder.event("delta", data), read::add);
        decoder.feed(SseEncoder.comment("heartbeat"), read::add);
        assertThat(read).containsExactly(new Event("delta", data), new Comment("heartbeat"));
    }

    @Test
    void handsOnEachEventWithTheByteThatEndsIt() {
        assertThat(reads("data: a\r\n")).isEmpty();
        assertThat(decoder.isInsideEvent()).isTrue();
        assertThat(reads("\r")).containsExactly(new Event("message", "a"));
        assertThat(decoder.isInsideEvent()).isFalse();
        assertThat(reads("\ndata: b\n\n")).hasSize(2);
    }

    @Test
    void takesOneBlankOnlyFromTheStartOfAValue() {
        assertThat(reads("data:a\ndata:  b\ndata\n\n")).containsExactly(new Event("message", "a\n b\n"));
    }

    @Test
    void anEventWithoutDataIsNone() {
        assertThat(reads("event: delta\n\ndata: a\n\n")).containsExactly(new Event("message", "a"));
    }

    @Test
    void aStreamThatEndsInMidEventSaysSo() {
        assertThat(reads("data: a\n\ndata: b\n")).hasSize(1);
        assertThat(decoder.isInsideEvent()).isTrue();
    }

    @Test
    void showsBytesThatAreNotUtf8AsReplacements() {
        decoder.feed(Buffer.buffer("data: ").appendByte((byte) 0xE9).appendString("\n\n"), read::add);
        assertThat(read).containsExactly(new Event("message", "\uFFFD"));
    }

    @Test
    void doesNotKeepAViewOfWhatItWasFed() {
        Buffer reused = Buffer.buffer("data: a");
        decoder.feed(reused, read::add);
        reused.setString(0, "XXXXXXX");
        assertThat(reads("\n\n")).containsExactly(new Event("message", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: secret 90", "data: secret\ndata: 8", "data: secret\ndata: 8\n"})
    void doesNotWaitForTheEndOfAnEventThatIsTooLong(String tooLong) {
        SseDecoder small = new SseDecoder(14);
        assertThatThrownBy(() -> small.feed(Buffer.buffer("data: 1\n\n" + tooLong), read::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("event 2 is longer than 14 bytes")
                .hasNoCause();
        assertThat(read).as("what came before").hasSize(1);
    }

    @Test
    void commentsDoNotMakeAnEventLong() {
        SseDecoder small = new SseDecoder(14);
        for (int i = 0; i < 10; i++) {
            small.feed(Buffer.buffer(": heartbeat\n"), read::add);
        }
        small.feed(Buffer.buffer("data: 1\n\n"), read::add);
        assertThat(read).hasSize(11);
    }
}
