package dev.rivulet.discord.attachments;

import dev.rivulet.chat.Image;
import dev.rivulet.discord.attachments.Attached.TextFile;
import dev.rivulet.discord.attachments.Reader.Content;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a conversation, read, and which of the question's can't be used. */
public final class Loaded {
    /** No files at all. */
    public static final Loaded NOTHING = new Loaded(Map.of(), List.of(), List.of());

    private final Map<String, Attached> byMessage;
    private final List<Refused> refused;
    private final List<String> cut;

    /** A file that isn't used. */
    record Refused(String name, Unusable why) {}

    private Loaded(Map<String, Attached> byMessage, List<Refused> refused, List<String> cut) {
        this.byMessage = Map.copyOf(byMessage);
        this.refused = List.copyOf(refused);
        this.cut = List.copyOf(cut);
    }

    /** What could be read of a message's files. */
    public Attached of(String messageId) {
        return byMessage.getOrDefault(messageId, Attached.NOTHING);
    }

    /** One line on what of the question's files isn't used, or not wholly; empty where all is. */
    public Optional<String> line(Language language) {
        List<String> parts = new ArrayList<>();
        if (!refused.isEmpty()) {
            parts.add(language.say(
                    Phrase.FILES_NOT_USED,
                    refused.stream()
                            .map(each -> each.why().say(language, each.name()))
                            .collect(Collectors.joining(", "))));
        }
        if (!cut.isEmpty()) {
            parts.add(language.say(Phrase.FILES_CUT, String.join(", ", cut)));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    /** Puts it together, newest file first. */
    static final class Builder {
        private final String question;
        private final List<Refused> refused;
        private final List<String> cut = new ArrayList<>();
        private final Map<String, List<Image>> images = new HashMap<>();
        private final Map<String, List<TextFile>> texts = new HashMap<>();
        private int room;

        /** @param room for text, in UTF-16 units */
        Builder(String question, int room, List<Refused> refused) {
            this.question = question;
            this.room = room;
            this.refused = new ArrayList<>(refused);
        }

        void add(String messageId, Content content) {
            switch (content) {
                case Content.Picture(Image image) ->
                    images.computeIfAbsent(messageId, _ -> new ArrayList<>()).add(image);
                case Content.Text(TextFile file) -> add(messageId, file);
            }
        }

        private void add(String messageId, TextFile file) {
            TextFile fitting = Texts.cut(file.name(), file.text(), room);
            boolean whole = !file.cut() && !fitting.cut();
            room -= fitting.text().length();
            if (!whole && messageId.equals(question)) {
                cut.add(file.name());
            }
            if (!fitting.text().isEmpty()) {
                texts.computeIfAbsent(messageId, _ -> new ArrayList<>())
                        .add(new TextFile(file.name(), fitting.text(), !whole));
            }
        }

        /** Of earlier messages it was told when they were the question. */
        void refuse(String messageId, String name, Unusable why) {
            if (messageId.equals(question)) {
                refused.add(new Refused(name, why));
            }
        }

        Loaded build() {
            Map<String, Attached> byMessage = new HashMap<>();
            images.keySet().forEach(id -> byMessage.put(id, attached(id)));
            texts.keySet().forEach(id -> byMessage.put(id, attached(id)));
            return new Loaded(byMessage, refused, cut);
        }

        private Attached attached(String messageId) {
            return new Attached(images.getOrDefault(messageId, List.of()), texts.getOrDefault(messageId, List.of()));
        }
    }
}
