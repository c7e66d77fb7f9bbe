package dev.rivulet.discord.history;

import dev.rivulet.discord.client.DiscordMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages a question replies to, back to where that began.
 *
 * <p>A long answer of ours stands in several messages, each a reply to the one before; whoever replies to any of them means the whole
 * answer. So what follows such a message in its answer belongs to the chain too.
 *
 * @param messages oldest first, without the question
 * @param missing the message that has to be read before the chain can go on; null when the chain is whole
 */
record ReplyChain(List<DiscordMessage> messages, @Nullable String missing) {
    ReplyChain {
        messages = List.copyOf(messages);
    }

    /**
     * Walks back from a question.
     *
     * @param known messages by id, of the question's channel only
     * @param gone ids that can't be read: the chain ends there
     * @param longest walks over at most so many messages
     */
    static ReplyChain of(
            DiscordMessage question, String selfId, Map<String, DiscordMessage> known, Set<String> gone, int longest) {
        List<DiscordMessage> newestFirst = new ArrayList<>();
        Set<String> walked = new HashSet<>();
        walked.add(question.id());
        DiscordMessage at = question;
        String missing = null;
        while (newestFirst.size() < longest) {
            String next = at.replyTo();
            if (next == null || gone.contains(next) || !walked.add(next)) {
                break;
            }
            DiscordMessage message = known.get(next);
            if (message == null) {
                missing = next;
                break;
            }
            if (message.isFrom(selfId) && !at.isFrom(selfId)) {
                addContinuation(message, selfId, known.values(), walked, newestFirst);
            }
            newestFirst.add(message);
            at = message;
        }
        Collections.reverse(newestFirst);
        return new ReplyChain(newestFirst, missing);
    }

    /** Adds what our answer says after {@code page}, last page first. */
    private static void addContinuation(
            DiscordMessage page,
            String selfId,
            Iterable<DiscordMessage> known,
            Set<String> walked,
            List<DiscordMessage> newestFirst) {
        List<DiscordMessage> pages = new ArrayList<>();
        DiscordMessage last = page;
        for (DiscordMessage next = pageAfter(last, selfId, known);
                next != null && walked.add(next.id());
                next = pageAfter(last, selfId, known)) {
            pages.add(next);
            last = next;
        }
        newestFirst.addAll(pages.reversed());
    }

    private static @Nullable DiscordMessage pageAfter(
            DiscordMessage page, String selfId, Iterable<DiscordMessage> known) {
        for (DiscordMessage each : known) {
            if (each.isFrom(selfId) && page.id().equals(each.replyTo())) {
                return each;
            }
        }
        return null;
    }
}
