package dev.rivulet.discord.history;

import dev.rivulet.discord.attachments.Attachment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the files are that were given to commands, by the messages of their answers: Discord shows them with none. Known as long as the
 * process runs, of the newest answers. All on one context.
 */
public final class GivenFiles {
    private static final int REMEMBERED = 1_000;

    private final Map<String, List<Attachment>> files = new LinkedHashMap<>();

    /** Remembers what was given to the command that a message answers. */
    public void remember(String messageId, List<Attachment> given) {
        if (given.isEmpty()) {
            return;
        }
        files.put(messageId, given);
        if (files.size() > REMEMBERED) {
            files.remove(files.keySet().iterator().next());
        }
    }

    /** Empty where nothing was given, or it is forgotten. */
    public List<Attachment> of(String messageId) {
        return files.getOrDefault(messageId, List.of());
    }
}
