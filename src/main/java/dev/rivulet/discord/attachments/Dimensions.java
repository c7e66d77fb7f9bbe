package dev.rivulet.discord.attachments;

import java.util.Optional;

/**
 * How large a picture is, read from its header without decoding anything. The formats: https://www.w3.org/TR/png-3/#11IHDR,
 * https://www.w3.org/Graphics/GIF/spec-gif89a.txt, ITU-T T.81 section B.2.2 (JPEG's frame header), and
 * https://developers.google.com/speed/webp/docs/riff_container.
 */
record Dimensions(int width, int height) {
    long pixels() {
        return (long) width * height;
    }

    /** Empty where the header is damaged. */
    static Optional<Dimensions> of(Kind kind, byte[] file) {
        try {
            Dimensions found = switch (kind) {
                case PNG -> new Dimensions(bigEndian(file, 16, 4), bigEndian(file, 20, 4));
                case GIF -> new Dimensions(littleEndian(file, 6, 2), littleEndian(file, 8, 2));
                case JPEG -> jpeg(file);
                case WEBP -> webp(file);
                case PDF, OTHER -> new Dimensions(0, 0);
            };
            return found.width > 0 && found.height > 0 ? Optional.of(found) : Optional.empty();
        } catch (ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static Dimensions jpeg(byte[] file) {
        int at = 2;
        while (true) {
            int marker = bigEndian(file, at, 2);
            if (marker == 0xffff) {
                at++;
                continue;
            }
            boolean frame =
                    marker >= 0xffc0 && marker <= 0xffcf && marker != 0xffc4 && marker != 0xffc8 && marker != 0xffcc;
            if (frame) {
                return new Dimensions(bigEndian(file, at + 7, 2), bigEndian(file, at + 5, 2));
            }
            if (marker >>> 8 != 0xff || marker == 0xffda || marker == 0xffd9) {
                return new Dimensions(0, 0);
            }
            at += 2 + Math.max(2, bigEndian(file, at + 2, 2));
        }
    }

    private static Dimensions webp(byte[] file) {
        return switch (file[15]) {
            case 'X' -> new Dimensions(1 + littleEndian(file, 24, 3), 1 + littleEndian(file, 27, 3));
            case 'L' -> {
                int bits = littleEndian(file, 21, 4);
                yield new Dimensions(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
            }
            default -> new Dimensions(littleEndian(file, 26, 2) & 0x3fff, littleEndian(file, 28, 2) & 0x3fff);
        };
    }

    private static int bigEndian(byte[] file, int at, int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | (file[at + i] & 0xff);
        }
        return value;
    }

    private static int littleEndian(byte[] file, int at, int bytes) {
        int value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (file[at + i] & 0xff);
        }
        return value;
    }
}
