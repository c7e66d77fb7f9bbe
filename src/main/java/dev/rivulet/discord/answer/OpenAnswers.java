package dev.rivulet.discord.answer;

import dev.rivulet.language.Phrase;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is being answered, and how it is brought to an end from outside. All on one context. */
public final class OpenAnswers {
    private final Set<Answering> open = new LinkedHashSet<>();
    private boolean draining;

    void add(Answering answering) {
        open.add(answering);
    }

    void remove(Answering answering) {
        open.remove(answering);
    }

    /** Whoever deletes our message doesn't want it; whoever deletes the question doesn't want the answer. */
    public void deleted(String messageId) {
        for (Answering each : List.copyOf(open)) {
            if (each.messageIds().contains(messageId)) {
                each.abandon();
            } else if (each.question().id().equals(messageId)) {
                each.refuse(each.language().say(Phrase.QUESTION_DELETED));
            }
        }
    }

    /** Stops the answer that this message belongs to; false if none is being written there. */
    public boolean stop(String messageId, String byName) {
        return stop(each -> each.messageIds().contains(messageId), byName) > 0;
    }

    /**
     * Stops what is being answered in a channel.
     *
     * @param askerId whose answers; null for everybody's
     * @return how many
     */
    public int stopAll(String channelId, @Nullable String askerId, String byName) {
        return stop(
                each -> each.channelId().equals(channelId)
                        && (askerId == null || each.question().author().id().equals(askerId)),
                byName);
    }

    private int stop(Predicate<Answering> which, String byName) {
        List<Answering> stopped = open.stream().filter(which).toList();
        stopped.forEach(each -> each.fail(each.language().say(Phrase.STOPPED_BY, byName)));
        return stopped.size();
    }

    /** Whether no more questions are taken. */
    boolean isDraining() {
        return draining;
    }

    /** Takes no more questions; completes when nothing is being answered any more, after the grace with the rest marked as interrupted. */
    public Future<Void> drain(Duration grace, Duration lastWrites) {
        draining = true;
        return within(grace).eventually(() -> {
            List.copyOf(open).forEach(Answering::interrupt);
            return within(lastWrites);
        });
    }

    private Future<Void> within(Duration time) {
        List<Future<Void>> ends = open.stream().map(Answering::done).toList();
        if (ends.isEmpty() || time.isZero()) {
            return Future.succeededFuture();
        }
        return Future.all(ends)
                .timeout(time.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
