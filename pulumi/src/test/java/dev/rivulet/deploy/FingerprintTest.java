package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
    @TempDir
    Path here;

    @TempDir
    Path there;

    @BeforeEach
    void write() throws IOException {
        for (Path root : List.of(here, there)) {
            Files.createDirectories(root.resolve("src/main"));
            Files.writeString(root.resolve("src/main/start.sh"), "exec java");
            Files.writeString(root.resolve("pom.xml"), "<project/>");
            permit(root, "rw-r--r--");
        }
    }

    @Test
    void isTheSameWhereverTheFilesLie() {
        assertThat(of(here)).isEqualTo(of(there)).matches("[0-9a-f]{16}");
    }

    @Test
    void changesWithContent() throws IOException {
        Files.writeString(there.resolve("pom.xml"), "<project></project>");

        assertThat(of(here)).isNotEqualTo(of(there));
    }

    @Test
    void changesWithNames() throws IOException {
        Files.move(there.resolve("src/main/start.sh"), there.resolve("src/main/begin.sh"));

        assertThat(of(here)).isNotEqualTo(of(there));
    }

    /** An image of files with other permissions is another one, which a tag that can't be moved would refuse. */
    @Test
    void changesWithPermissions() throws IOException {
        permit(there, "rw-rw-r--");

        assertThat(of(here)).isNotEqualTo(of(there));
    }

    private static void permit(Path root, String permissions) throws IOException {
        Files.setPosixFilePermissions(root.resolve("src/main/start.sh"), PosixFilePermissions.fromString(permissions));
    }

    private static String of(Path root) {
        return Fingerprint.of(root, List.of("pom.xml", "src", "missing"));
    }
}
