package dev.rivulet.discord.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.Image;
import dev.rivulet.discord.attachments.Unusable.UnusableException;
import dev.rivulet.language.Phrase;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private final Pictures pictures = new Pictures(400);

    private static Dimensions size(Image image) {
        byte[] file = Base64.getDecoder().decode(image.base64());
        return Dimensions.of(Kind.of(file), file).orElseThrow();
    }

    @Test
    void leavesWhatFitsAsItIs() throws UnusableException {
        byte[] png = SampleFiles.picture("png", 400, 30);
        assertThat(pictures.read(Kind.PNG, png))
                .isEqualTo(new Image("image/png", Base64.getEncoder().encodeToString(png)));
    }

    @Test
    void scalesWhatIsTooLarge() throws UnusableException {
        assertThat(size(pictures.read(Kind.PNG, SampleFiles.picture("png", 4_000, 1_000))))
                .isEqualTo(new Dimensions(400, 100));
        assertThat(size(pictures.read(Kind.JPEG, SampleFiles.picture("jpeg", 30, 900))))
                .isEqualTo(new Dimensions(13, 400));
    }

    @Test
    void makesAPlainPictureOfAnAnimation() throws UnusableException {
        Image image = pictures.read(Kind.GIF, SampleFiles.picture("gif", 90, 60));
        assertThat(image.mediaType()).isIn("image/png", "image/jpeg");
        assertThat(size(image)).isEqualTo(new Dimensions(90, 60));
    }

    @Test
    void refusesBombsByTheirHeader() {
        assertThatThrownBy(() -> pictures.read(Kind.PNG, SampleFiles.pngBomb(30_000, 30_000, 1_000)))
                .isInstanceOfSatisfying(
                        UnusableException.class,
                        refused -> assertThat(refused.reason().why()).isEqualTo(Phrase.PICTURE_TOO_LARGE));
    }

    @Test
    void refusesWhatIsDamaged() {
        byte[] half = Arrays.copyOf(SampleFiles.picture("png", 4_000, 1_000), 300);
        assertThatThrownBy(() -> pictures.read(Kind.PNG, half))
                .isInstanceOfSatisfying(
                        UnusableException.class,
                        refused -> assertThat(refused.reason().why()).isEqualTo(Phrase.FILE_DAMAGED));
    }
}
