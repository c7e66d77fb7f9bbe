package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyTest {
    @TempDir
    Path data;

    private static final SessionKey.Linker NO_LINKS = (name, _) -> {
        throw new FileSystemException(name.toString(), null, "Operation not supported");
    };

    @Test
    void keepsItsKeyForTheOwnerAlone() throws IOException {
        byte[] made = SessionKey.kept(data, Files::createLink);
        assertThat(made).hasSize(32);
        assertThat(SessionKey.kept(data, Files::createLink)).isEqualTo(made);
        assertOnlyTheKeyIsThere();
    }

    @Test
    void keepsItsKeyOnADiskWithoutLinks() throws IOException {
        byte[] made = SessionKey.kept(data, NO_LINKS);
        assertThat(made).hasSize(32);
        assertThat(SessionKey.kept(data, NO_LINKS)).isEqualTo(made);
        assertOnlyTheKeyIsThere();
    }

    @Test
    void takesTheKeyOfWhoeverWasFaster() throws IOException {
        String other = "ab".repeat(32);
        byte[] taken = SessionKey.kept(data, (name, file) -> {
            Files.writeString(name, other);
            NO_LINKS.link(name, file);
        });
        assertThat(taken).containsOnly(0xab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "oops", "abcd", "\u00fc"})
    void takesNothingElseForAKey(String content) throws IOException {
        Files.writeString(data.resolve(SessionKey.FILE), content);
        assertThatThrownBy(() -> SessionKey.kept(data, Files::createLink))
                .isInstanceOf(SessionKey.DamagedException.class);
        assertThat(data.resolve(SessionKey.FILE)).hasContent(content);
    }

    private void assertOnlyTheKeyIsThere() throws IOException {
        assertThat(data).isDirectoryContaining("glob:**/" + SessionKey.FILE);
        assertThat(data.toFile().list()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(SessionKey.FILE))))
                .isEqualTo("rw-------");
    }
}
