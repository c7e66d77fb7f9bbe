package dev.rivulet.discord.history;

import dev.rivulet.chat.ConversationId;
import dev.rivulet.discord.client.DiscordMessage;
import java.time.Instant;
import java.util.List;

/**
 * A conversation, and its messages before the question, oldest first.
 *
 * @param whole whether Discord let us read what there is
 * @param goesOn whether these messages are what was said under this name so far: an agent that keeps a memory of its own may be trusted to
 *     have it
 */
public record Earlier(ConversationId conversation, List<DiscordMessage> messages, boolean whole, boolean goesOn) {
    /** The same as a conversation of its own, of which no memory knows yet. */
    public Earlier apart(String id) {
        return new Earlier(new ConversationId(conversation.value() + ":" + id), messages, whole, false);
    }

    /** What is left of it when it began afresh then: a conversation of its own. */
    public Earlier since(Instant begin) {
        String generation = ":" + begin.toEpochMilli();
        boolean named = (conversation.value() + ":").contains(generation + ":");
        return new Earlier(
                named ? conversation : new ConversationId(conversation.value() + generation),
                messages.stream().filter(each -> !each.at().isBefore(begin)).toList(),
                whole,
                goesOn);
    }
}
