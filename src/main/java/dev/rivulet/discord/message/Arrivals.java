package dev.rivulet.discord.message;

import dev.rivulet.discord.answer.Said;
import dev.rivulet.discord.client.DiscordMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Questions that were heard and aren't being answered yet, while Discord is asked what place it is and who may be answered, or opens their
 * thread. They may change and go meanwhile like those that {@linkplain Pending wait for their answer}. All on one context.
 */
public final class Arrivals {
    /** Whether each is admitted. */
    private final Map<Said, Boolean> arriving = new LinkedHashMap<>();

    /** Has to {@link #leave} again. */
    public Said heard(DiscordMessage question) {
        Said said = new Said(question);
        arriving.put(said, false);
        return said;
    }

    /** It may be answered, but can't be yet: until it has to {@link #leave}, its author's next messages join it. */
    public void admitted(Said said) {
        arriving.put(said, true);
    }

    /** Whether it is still wanted; it is in other hands now. */
    public boolean leave(Said said) {
        return arriving.remove(said) != null;
    }

    /** Takes a message for more of its author's question; false if it is a question of its own. */
    public boolean join(DiscordMessage message, String selfId) {
        return arriving.entrySet().stream()
                .anyMatch(each -> each.getValue() && each.getKey().join(message, selfId));
    }

    /** Whether an edit of that message could change one. */
    public boolean concerns(String messageId) {
        return arriving.keySet().stream().anyMatch(each -> each.has(messageId));
    }

    /** Takes an edited message. */
    public void edited(DiscordMessage now) {
        arriving.keySet().forEach(each -> each.edit(now));
    }

    /** Whoever deletes a question doesn't want its answer. */
    public void deleted(String messageId) {
        for (Said each : List.copyOf(arriving.keySet())) {
            if (each.first().id().equals(messageId)) {
                arriving.remove(each);
            } else {
                each.delete(messageId);
            }
        }
    }
}
