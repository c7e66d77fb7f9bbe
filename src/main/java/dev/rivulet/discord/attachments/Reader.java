package dev.rivulet.discord.attachments;

import dev.rivulet.chat.Image;
import dev.rivulet.config.AttachmentsConfig;
import dev.rivulet.discord.attachments.Attached.TextFile;
import dev.rivulet.discord.attachments.Unusable.UnusableException;
import dev.rivulet.language.Phrase;

/** Makes of a file's bytes what a model can take. Blocking. */
final class Reader {
    /** What came of a file. */
    sealed interface Content {
        record Picture(Image image) implements Content {}

        record Text(TextFile file) implements Content {}
    }

    private final Pictures pictures;
    private final Pdfs pdfs;
    private final int characters;

    Reader(AttachmentsConfig config) {
        this.pictures = new Pictures(config.imageEdge());
        this.pdfs = new Pdfs(config.pdfPages(), config.maxCharacters(), config.timeout());
        this.characters = config.maxCharacters();
    }

    Content read(String name, byte[] file) throws UnusableException {
        Kind kind = Kind.of(file);
        return switch (kind) {
            case PNG, JPEG, GIF, WEBP -> new Content.Picture(pictures.read(kind, file));
            case PDF -> new Content.Text(pdfs.read(name, file));
            case OTHER ->
                new Content.Text(Texts.read(name, file, characters)
                        .orElseThrow(() -> Unusable.because(Phrase.FILE_OF_OTHER_KIND)));
        };
    }
}
