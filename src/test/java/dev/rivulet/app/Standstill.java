package dev.rivulet.app;

import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeChat;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

/** Whether Ollama could write nothing more for a while, since nobody reads. */
final class Standstill {
    /** 40 MB: several times what all the sockets on the way hold. */
    static final FakeAnswer FLOOD = FakeAnswer.of(Collections.nCopies(5_000, "x".repeat(8 << 10)));

    private static final long WHILE = TimeUnit.MILLISECONDS.toNanos(300);

    private final FakeChat chat;
    private long written = -1;
    private long since;

    Standstill(FakeChat chat) {
        this.chat = chat;
    }

    boolean isReached() {
        long now = System.nanoTime();
        if (!chat.blocked() || chat.bytesWritten() != written) {
            written = chat.bytesWritten();
            since = now;
        }
        return now - since > WHILE;
    }
}
