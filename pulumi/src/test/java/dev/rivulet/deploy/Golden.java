package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that are made from the stack; with {@code -Dgolden.write=true} the tests write them. */
final class Golden {
    private Golden() {}

    /** The file's content is this. */
    static void holds(Path file, String content) {
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.writeString(file, content);
            }
            assertThat(Files.readString(file))
                    .as("%s is made from the stack: run mvn verify -Dgolden.write=true in pulumi/", file)
                    .isEqualTo(content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The file's content between two markers is this. */
    static void holds(Path file, String begin, String end, String content) {
        try {
            String whole = Files.readString(file);
            int from = whole.indexOf(begin) + begin.length();
            int to = whole.indexOf(end, from);
            holds(file, whole.substring(0, from) + content + whole.substring(to));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
