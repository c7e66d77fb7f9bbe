package dev.rivulet.discord.answer;

import dev.rivulet.discord.client.DiscordMessage;
import java.util.ArrayList;
import java.util.List;

/** What a person said as one question: a message, and what followed right after it. May change until its answer begins. All on one context. */
public final class Said {
    /** More messages are questions of their own. */
    private static final int MOST_PARTS = 10;

    private final List<DiscordMessage> parts = new ArrayList<>();

    public Said(DiscordMessage first) {
        parts.add(first);
    }

    public DiscordMessage first() {
        return parts.getFirst();
    }

    /** All of it, as if it had been one message where the first was said. */
    public DiscordMessage whole() {
        return first().and(parts.subList(1, parts.size()));
    }

    /** What followed the first message. */
    List<String> laterIds() {
        return parts.stream().skip(1).map(DiscordMessage::id).toList();
    }

    /** Whether this message is a part of it. */
    public boolean has(String messageId) {
        return parts.stream().anyMatch(part -> part.id().equals(messageId));
    }

    /** Takes a message for more of it; false if that is a question of its own, as every reply and every mention of ours is. */
    public boolean join(DiscordMessage message, String selfId) {
        boolean joins = message.replyTo() == null
                && !message.mentions().containsKey(selfId)
                && message.author().id().equals(first().author().id())
                && message.channelId().equals(first().channelId())
                && parts.size() < MOST_PARTS;
        return joins && parts.add(message);
    }

    /** Takes an edited message; false if that changes nothing. */
    public boolean edit(DiscordMessage now) {
        for (int i = 0; i < parts.size(); i++) {
            DiscordMessage before = parts.get(i);
            if (before.id().equals(now.id()) && !before.content().equals(now.content())) {
                parts.set(i, now.in(before.guildId()));
                return true;
            }
        }
        return false;
    }

    /** Takes the deletion of what was said after the first message; false if that changes nothing. */
    public boolean delete(String messageId) {
        return parts.subList(1, parts.size()).removeIf(part -> part.id().equals(messageId));
    }
}
