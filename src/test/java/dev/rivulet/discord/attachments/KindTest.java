package dev.rivulet.discord.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {
    @ParameterizedTest
    @CsvSource({"png, PNG", "jpeg, JPEG", "gif, GIF"})
    void knowsPicturesByTheirFirstBytesAndTheirSizeByTheirHeader(String format, Kind kind) {
        byte[] picture = SampleFiles.picture(format, 300, 200);
        assertThat(Kind.of(picture)).isEqualTo(kind);
        assertThat(Dimensions.of(kind, picture)).contains(new Dimensions(300, 200));
    }

    @ParameterizedTest
    @CsvSource({
        "524946461a000000574542505650384c0d0000002f2bc14a0000, 300, 300",
        "524946460000000057454250565038580000000000000000b01000c80000, 4273, 201",
        "52494646000000005745425056503820000000000000009d012a2c01c800, 300, 200",
    })
    void readsTheSizeOfWebpPictures(String hex, int width, int height) {
        byte[] picture = java.util.HexFormat.of().parseHex(hex);
        assertThat(Kind.of(picture)).isEqualTo(Kind.WEBP);
        assertThat(Dimensions.of(Kind.WEBP, picture)).contains(new Dimensions(width, height));
    }

    @Test
    void knowsPdfs() {
        assertThat(Kind.of(SampleFiles.pdf("Hello"))).isEqualTo(Kind.PDF);
        assertThat(Kind.of("How files start: %PDF-1.7".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Kind.OTHER);
    }

    @ParameterizedTest
    @CsvSource({"png", "jpeg", "gif"})
    void neverFailsOnWhatIsCutOff(String format) {
        byte[] picture = SampleFiles.picture(format, 30, 20);
        for (int length = 0; length < picture.length; length++) {
            byte[] cut = Arrays.copyOf(picture, length);
            Dimensions.of(Kind.of(cut), cut)
                    .ifPresent(found -> assertThat(found).isEqualTo(new Dimensions(30, 20)));
        }
    }
}
