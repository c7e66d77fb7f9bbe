package dev.rivulet.backend.remote;

import dev.rivulet.chat.Image;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Makes pictures smaller. Blocks, and takes some milliseconds a megapixel. */
final class SmallerImage {
    private SmallerImage() {}

    /**
     * As JPEG, with no side longer than so many pixels; the picture itself where that makes it no smaller, or it is of a kind that Java
     * can't read, such as WebP.
     */
    static Image of(Image image, int longestSide) {
        try {
            BufferedImage read =
                    ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.base64())));
            if (read == null) {
                return image;
            }
            double factor = Math.min(1, (double) longestSide / Math.max(read.getWidth(), read.getHeight()));
            String small = jpeg(scaled(read, factor));
            return small != null && small.length() < image.base64().length() ? new Image("image/jpeg", small) : image;
        } catch (IOException | IllegalArgumentException e) {
            return image;
        }
    }

    /** On white, since JPEG knows no transparency. */
    private static BufferedImage scaled(BufferedImage image, double factor) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private static @Nullable String jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return ImageIO.write(image, "jpeg", bytes) ? Base64.getEncoder().encodeToString(bytes.toByteArray()) : null;
    }
}
