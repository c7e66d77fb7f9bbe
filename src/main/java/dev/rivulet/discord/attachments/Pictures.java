package dev.rivulet.discord.attachments;

import dev.rivulet.chat.Image;
import dev.rivulet.discord.attachments.Unusable.UnusableException;
import dev.rivulet.language.Phrase;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures as models take them: PNG, JPEG or WebP, no edge longer than wanted. Of a GIF, the first frame. Blocking, and hungry: a picture is
 * decoded with only as many of its pixels as are needed, yet run few at once.
 */
final class Pictures {
    /** Larger ones aren't decoded: cameras make 50 megapixels, bombs more. */
    static final long MOST_PIXELS = 64_000_000;

    private final int longestEdge;

    /** @param longestEdge in pixels */
    Pictures(int longestEdge) {
        this.longestEdge = longestEdge;
    }

    Image read(Kind kind, byte[] file) throws UnusableException {
        Dimensions dimensions = Dimensions.of(kind, file).orElseThrow(() -> Unusable.because(Phrase.FILE_DAMAGED));
        if (dimensions.pixels() > MOST_PIXELS) {
            throw Unusable.because(Phrase.PICTURE_TOO_LARGE, dimensions.width(), dimensions.height());
        }
        boolean fits = Math.max(dimensions.width(), dimensions.height()) <= longestEdge;
        if (kind != Kind.GIF && fits) {
            return image(kind.mediaType(), file);
        }
        if (kind == Kind.WEBP) {
            // Java can't decode it.
            throw Unusable.because(Phrase.PICTURE_TOO_LARGE, dimensions.width(), dimensions.height());
        }
        try {
            return encode(scale(decode(kind, file)));
        } catch (IOException | RuntimeException _) {
            // Readers throw all kinds of exceptions on damaged files.
            throw Unusable.because(Phrase.FILE_DAMAGED);
        }
    }

    /** Every n-th pixel of every n-th row, n so that at least twice the wanted edge remains. */
    private BufferedImage decode(Kind kind, byte[] file) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(kind.mediaType());
        ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw new IOException("larger than its header says");
            }
            ImageReadParam every = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * longestEdge));
            every.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, every);
        } finally {
            reader.dispose();
        }
    }

    private BufferedImage scale(BufferedImage picture) {
        double factor = Math.min(1, (double) longestEdge / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * factor));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * factor));
        boolean transparent = picture.getColorModel().hasAlpha();
        BufferedImage scaled = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static Image encode(BufferedImage picture) throws IOException {
        boolean transparent = picture.getColorModel().hasAlpha();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, transparent ? "png" : "jpeg", out)) {
            throw new IOException("no writer");
        }
        return image(transparent ? "image/png" : "image/jpeg", out.toByteArray());
    }

    private static Image image(String mediaType, byte[] file) {
        return new Image(mediaType, Base64.getEncoder().encodeToString(file));
    }
}
