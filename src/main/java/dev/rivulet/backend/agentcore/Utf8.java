package dev.rivulet.backend.agentcore;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes to text, however characters are torn; what is no UTF-8 becomes U+FFFD. Holds back at most the bytes of one character. */
final class Utf8 {
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] held = {};

    String feed(Buffer bytes) {
        return decode(bytes, false);
    }

    /** No more bytes come. */
    String end() {
        return decode(Buffer.buffer(), true);
    }

    private String decode(Buffer bytes, boolean last) {
        ByteBuffer in = ByteBuffer.wrap(Buffer.buffer(held).appendBuffer(bytes).getBytes());
        CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST_CHARACTER);
        decoder.decode(in, out, last);
        held = new byte[in.remaining()];
        in.get(held);
        return out.flip().toString();
    }
}
