package dev.rivulet.discord.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.attachments.Attached.TextFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static Optional<String> read(byte[] file) {
        return Texts.read("a.txt", file, 1_000).map(TextFile::text);
    }

    @Test
    void readsUtf8AndWhatAByteOrderMarkAnnounces() {
        String text = "Grüße, 世界 🙂\n";
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).contains(text);
        assertThat(read(("\ufeff" + text).getBytes(StandardCharsets.UTF_8))).contains(text);
        assertThat(read(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE))).contains(text);
        assertThat(read(("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE))).contains(text);
        assertThat(read("a\r\nb".getBytes(StandardCharsets.UTF_8))).contains("a\nb");
    }

    @Test
    void toleratesTheOddWrongByteButNoBinary() {
        byte[] mostlyText = ("word ".repeat(40) + "x").getBytes(StandardCharsets.UTF_8);
        mostlyText[7] = (byte) 0xff;
        assertThat(read(mostlyText)).get().asString().contains("\ufffd");

        byte[] binary = new byte[500];
        new SplittableRandom(1).nextBytes(binary);
        assertThat(read(binary)).isEmpty();
        assertThat(read(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0})).isEmpty();
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(Texts.cut("a", "ab🙂", 3)).isEqualTo(new TextFile("a", "ab", true));
        assertThat(Texts.cut("a", "ab🙂", 4)).isEqualTo(new TextFile("a", "ab🙂", false));
        assertThat(Texts.cut("a", "ab", 0)).isEqualTo(new TextFile("a", "", true));
    }

    @Test
    void fencesAFileSoThatNothingInItEndsTheFence() {
        Attached attached = new Attached(List.of(), List.of(new TextFile("a.md", "```java\nx\n````\n", true)));
        assertThat(attached.before("What is it?"))
                .isEqualTo("Attached file a.md (only its beginning):\n`````\n```java\nx\n````\n`````\n\nWhat is it?");
    }
}
