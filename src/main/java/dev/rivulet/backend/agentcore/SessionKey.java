package dev.rivulet.backend.agentcore;

import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
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

    /** Blocks. */
    static byte[] load(RivuletConfig config) throws IOException {
        Secret configured = config.sessionKey();
        return configured != null ? configured.reveal().getBytes(StandardCharsets.UTF_8) : kept(config.dataDir());
    }

    /** One process may have several backends that look at once; between processes, whoever writes first has made the key. */
    private static synchronized byte[] kept(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(directory);
            Path made = directory.resolve(FILE + "." + ProcessHandle.current().pid());
            write(made);
            try {
                Files.createLink(file, made);
            } catch (FileAlreadyExistsException _) {
                // Another process was faster: its key counts.
            } catch (UnsupportedOperationException _) {
                Files.move(made, file);
            } finally {
                Files.deleteIfExists(made);
            }
        }
        byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
        if (key.length != BYTES) {
            throw new IOException(file + " is no key");
        }
        return key;
    }

    private static void write(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, HexFormat.of().formatHex(key) + "\n", StandardOpenOption.WRITE);
    }
}
