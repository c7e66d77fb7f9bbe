package dev.rivulet.discord.answer;

import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.history.Joined;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Questions asked by messages that wait for the first of their answer, and so may still change: by an edit, by a deletion, and by what the
 * same person says right after them. Nobody is made to wait for the latter: whoever goes on talking before the answer begins is answered once,
 * to all of it. All on one context.
 */
public final class Pending {
    private final Map<Answering, Said> questions = new LinkedHashMap<>();
    private final Joined joined;

    /** @param joined is told which messages are one question */
    public Pending(Joined joined) {
        this.joined = joined;
    }

    /** @param said the question where it was asked, which may not be where it is answered */
    void add(Answering answering, Said said) {
        questions.put(answering, said);
        joined.remember(said.first().id(), said.laterIds());
    }

    void remove(Answering answering) {
        questions.remove(answering);
    }

    /** Takes a message for more of its author's question that waits, which is thereby changed; null if it is a question of its own. */
    public @Nullable Answering join(DiscordMessage message, String selfId) {
        return changed(said -> said.join(message, selfId));
    }

    /** Takes an edited message; returns the answering whose question that changes. */
    public @Nullable Answering edited(DiscordMessage now) {
        return changed(said -> said.edit(now));
    }

    /** Whether an edit of that message could change a question that waits. */
    public boolean concerns(String messageId) {
        return waiting().stream().anyMatch(each -> each.getValue().has(messageId));
    }

    /** Takes the deletion of what was said after a question's first message; returns the answering whose question that changes. */
    public @Nullable Answering deleted(String messageId) {
        return changed(said -> said.delete(messageId));
    }

    private List<Map.Entry<Answering, Said>> waiting() {
        return questions.entrySet().stream()
                .filter(each -> each.getKey().isWaiting())
                .toList();
    }

    private @Nullable Answering changed(Predicate<Said> changes) {
        for (Map.Entry<Answering, Said> each : waiting()) {
            if (changes.test(each.getValue())) {
                Answering answering = each.getKey();
                Said said = each.getValue();
                joined.remember(said.first().id(), said.laterIds());
                answering.changeQuestion(said.whole().movedTo(answering.channelId()));
                return answering;
            }
        }
        return null;
    }
}
