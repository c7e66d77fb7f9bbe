package dev.rivulet.discord;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Questions asked by messages that wait for the first of their answer, and so may still change: by an edit, by a deletion, and by what the
 * same person says right after them. Nobody is made to wait for the latter: whoever goes on talking before the answer begins is answered once,
 * to all of it. All on one context.
 */
final class Pending {
    /** More messages are questions of their own. */
    private static final int MOST_PARTS = 10;

    private final Map<Answering, List<DiscordMessage>> parts = new LinkedHashMap<>();

    /** @param asked the question where it was asked, which may not be where it is answered */
    void add(Answering answering, DiscordMessage asked) {
        parts.put(answering, new ArrayList<>(List.of(asked)));
    }

    void remove(Answering answering) {
        parts.remove(answering);
    }

    /**
     * Takes a message for more of its author's question that waits, which is thereby changed; null if it is a question of its own, as
     * every reply and every mention of ours is.
     */
    @Nullable Answering join(DiscordMessage message, String selfId) {
        if (message.replyTo() != null || message.mentions().containsKey(selfId)) {
            return null;
        }
        for (Map.Entry<Answering, List<DiscordMessage>> each : waiting()) {
            DiscordMessage first = each.getValue().getFirst();
            if (first.author().id().equals(message.author().id())
                    && first.channelId().equals(message.channelId())
                    && each.getValue().size() < MOST_PARTS) {
                each.getValue().add(message);
                return changed(each);
            }
        }
        return null;
    }

    /** Takes an edited message; returns the answering whose question that changes. */
    @Nullable Answering edited(DiscordMessage now) {
        for (Map.Entry<Answering, List<DiscordMessage>> each : waiting()) {
            List<DiscordMessage> said = each.getValue();
            for (int i = 0; i < said.size(); i++) {
                boolean differs = said.get(i).id().equals(now.id())
                        && !said.get(i).content().equals(now.content());
                if (differs) {
                    said.set(i, now.in(said.get(i).guildId()));
                    return changed(each);
                }
            }
        }
        return null;
    }

    /** Whether an edit of that message could change a question that waits. */
    boolean concerns(String messageId) {
        return waiting().stream()
                .anyMatch(each ->
                        each.getValue().stream().anyMatch(part -> part.id().equals(messageId)));
    }

    /** Takes the deletion of what was said after a question's first message; returns the answering whose question that changes. */
    @Nullable Answering deleted(String messageId) {
        for (Map.Entry<Answering, List<DiscordMessage>> each : waiting()) {
            List<DiscordMessage> said = each.getValue();
            for (Iterator<DiscordMessage> later = said.subList(1, said.size()).iterator(); later.hasNext(); ) {
                if (later.next().id().equals(messageId)) {
                    later.remove();
                    return changed(each);
                }
            }
        }
        return null;
    }

    private List<Map.Entry<Answering, List<DiscordMessage>>> waiting() {
        return parts.entrySet().stream()
                .filter(each -> each.getKey().isWaiting())
                .toList();
    }

    private static Answering changed(Map.Entry<Answering, List<DiscordMessage>> entry) {
        List<DiscordMessage> said = entry.getValue();
        Answering answering = entry.getKey();
        DiscordMessage whole = said.getFirst().and(said.subList(1, said.size()));
        answering.changeQuestion(whole.movedTo(answering.channelId()));
        return answering;
    }
}
