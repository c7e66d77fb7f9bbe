package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.Failure;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What session ids are made with: the configured key, else one that the data directory keeps, readable by its owner only. */
final class SessionKey {
    static final String FILE = "session.key";
    private static final int BYTES = 32;

    private SessionKey() {}

    /** Gives a file another name, if the disk can. */
    interface Linker {
        void link(Path name, Path file) throws IOException;
    }

    /** The file holds something else: another key would part every conversation from its session, so that is for the operator to decide. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedException(Path file) {
            super(file + " holds no key");
        }
    }

    /** Blocks. */
    static byte[] load(RivuletConfig config) throws IOException {
        Secret configured = config.sessionKey();
        return configured != null
                ? configured.reveal().getBytes(StandardCharsets.UTF_8)
                : kept(config.dataDir(), Files::createLink);
    }

    /** What to tell whoever asks an agent while there is no key. */
    static Failure failure(Throwable cause) {
        return new Failure.Unavailable(
                cause instanceof DamagedException
                        ? "The key of the agents' sessions is damaged: delete session.key in RIVULET_DATA_DIR, or set RIVULET_SESSION_KEY."
                        : "The key of the agents' sessions can't be kept: make RIVULET_DATA_DIR writable, or set RIVULET_SESSION_KEY.",
                cause.getClass().getSimpleName());
    }

    /** One process may have several backends that look at once; between processes, whoever writes first has made the key. */
    static synchronized byte[] kept(Path directory, Linker linker) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            Path made = directory.resolve(FILE + "." + ProcessHandle.current().pid());
            Files.deleteIfExists(made);
            write(made);
            try {
                linker.link(file, made);
            } catch (FileAlreadyExistsException _) {
                // Another process was faster: its key counts.
            } catch (FileSystemException | UnsupportedOperationException _) {
                // A disk without links, such as a share: there the key is seen while it is written, which is once and
                // short.
                writeUnlessThere(file);
            } finally {
                Files.deleteIfExists(made);
            }
        }
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException | CharacterCodingException _) {
            // No digits, or no text.
        }
        throw new DamagedException(file);
    }

    private static void writeUnlessThere(Path file) throws IOException {
        try {
            write(file);
        } catch (FileAlreadyExistsException _) {
            // Another process was faster.
        }
    }

    private static void write(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE);
    }
}
