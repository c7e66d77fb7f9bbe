package dev.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonDecoderTest {
    private static final String[] TEXTS = {
        "", "plain", "ünïcode", "日本語", "👩‍👩‍👧 family", "a \"quote\"", "line\nbreak", "\u2028", "x".repeat(300)
    };
    private static final String[] ENDS = {"\n", "\r\n", "\n\n", "\r\n \t\r\n"};

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsTheSameObjectsUnderAnySplitOfTheBytes(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<JsonObject> written = new ArrayList<>();
        Buffer bytes = Buffer.buffer();
        int lines = random.nextInt(1, 12);
        for (int i = 0; i < lines; i++) {
            JsonObject object = new JsonObject().put("i", i).put("text", TEXTS[random.nextInt(TEXTS.length)]);
            written.add(object);
            bytes.appendString(object.encode());
            boolean lastLacksItsEnd = i == lines - 1 && random.nextBoolean();
            bytes.appendString(lastLacksItsEnd ? "" : ENDS[random.nextInt(ENDS.length)]);
        }

        NdjsonDecoder decoder = new NdjsonDecoder();
        List<JsonObject> read = new ArrayList<>();
        int longest = random.nextBoolean() ? 3 : 200;
        for (int start = 0; start < bytes.length(); ) {
            int end = Math.min(bytes.length(), start + random.nextInt(0, longest + 1));
            decoder.feed(bytes.getBuffer(start, end), read::add);
            start = end;
        }
        decoder.end(read::add);

        assertThat(read).as("seed %d", seed).isEqualTo(written);
    }

    @Test
    void handsOnEachObjectWithTheLastByteOfItsLine() {
        NdjsonDecoder decoder = new NdjsonDecoder();
        List<JsonObject> read = new ArrayList<>();

        decoder.feed(Buffer.buffer("{\"a\":1}\n{\"b\":"), read::add);
        assertThat(read).hasSize(1);
        decoder.feed(Buffer.buffer("2}"), read::add);
        assertThat(read).hasSize(1);
        decoder.feed(Buffer.buffer("\n"), read::add);
        assertThat(read).hasSize(2);
    }

    @Test
    void doesNotKeepAViewOfWhatItWasFed() {
        NdjsonDecoder decoder = new NdjsonDecoder();
        List<JsonObject> read = new ArrayList<>();
        Buffer reused = Buffer.buffer("{\"a\":");

        decoder.feed(reused, read::add);
        reused.setString(0, "XXXXX");
        decoder.feed(Buffer.buffer("1}\n"), read::add);

        assertThat(read).containsExactly(new JsonObject().put("a", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello secret",
                "[1]",
                "\"text\"",
                "42",
                "null",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":",
                "{\"a\":\"\u0001\"}"
            })
    void refusesALineThatIsNoObjectWithoutQuotingIt(String line) {
        List<JsonObject> read = new ArrayList<>();

        assertThatThrownBy(() -> new NdjsonDecoder().feed(Buffer.buffer("{\"first\":1}\n" + line + "\n"), read::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2 (")
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThat(read).as("the lines before").hasSize(1);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        Buffer latin1 = Buffer.buffer("{\"a\":\"").appendByte((byte) 0xE9).appendString("\"}\n");

        assertThatThrownBy(() -> new NdjsonDecoder().feed(latin1, _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void refusesALineCutInMidObjectAtTheEnd() {
        NdjsonDecoder decoder = new NdjsonDecoder();
        decoder.feed(Buffer.buffer("{\"a\":1"), _ -> {});

        assertThatThrownBy(() -> decoder.end(_ -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesLinesOfEightMegabytesAndNoLongerOnes() {
        String frame = "{\"a\":\"\"}";
        String longest = "{\"a\":\"" + "x".repeat(NdjsonDecoder.MAX_LINE_BYTES - frame.length()) + "\"}";
        Buffer piece = Buffer.buffer(longest);
        List<JsonObject> read = new ArrayList<>();

        NdjsonDecoder decoder = new NdjsonDecoder();
        decoder.feed(piece.slice(0, 1000), read::add);
        decoder.feed(piece.slice(1000, piece.length()), read::add);
        decoder.feed(Buffer.buffer("\n"), read::add);
        assertThat(read).hasSize(1);

        assertThatThrownBy(() ->
                        decoder.feed(Buffer.buffer(" ").appendBuffer(piece).appendString("\n"), read::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2 is longer than 8388608 bytes");
    }

    @Test
    void doesNotWaitForTheEndOfALineThatIsTooLong() {
        NdjsonDecoder decoder = new NdjsonDecoder(10);
        decoder.feed(Buffer.buffer("123456789"), _ -> {});

        assertThatThrownBy(() -> decoder.feed(Buffer.buffer("01"), _ -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1 is longer than 10 bytes");
    }
}
