package dev.rivulet.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A short name for files as Docker sees them: the same content under the same permissions gives the same name on every machine. Permissions
 * count since an image has them, and since Pulumi's Docker provider builds again when they change.
 */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * @param names files and directories below the root; those that aren't there count as empty
     */
    static String of(Path root, List<String> names) {
        MessageDigest digest = sha256();
        for (String name : names) {
            Path start = root.resolve(name);
            if (Files.exists(start)) {
                try (Stream<Path> files = Files.walk(start)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update(root.relativize(file)
                                .toString()
                                .replace('\\', '/')
                                .getBytes(StandardCharsets.UTF_8));
                        digest.update((byte) 0);
                        digest.update(permissions(file).getBytes(StandardCharsets.UTF_8));
                        digest.update((byte) 0);
                        digest.update(sha256().digest(Files.readAllBytes(file)));
                    }
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** Such as {@code rw-r--r--}; empty where the file system has none of that kind. */
    private static String permissions(Path file) throws IOException {
        PosixFileAttributeView attributes = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return attributes == null
                ? ""
                : PosixFilePermissions.toString(attributes.readAttributes().permissions());
    }

    static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
