package dev.rivulet.router;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: at most so many questions are answered at once, in all, in a conversation and for a user; the rest wait in a bounded
 * line. Pure: no clock, no thread, no I/O; used from one context.
 *
 * <p>Users that wait take turns, and each user's questions go oldest first. A user's oldest question that can't start, since its
 * conversation is busy, lets the user's later ones pass, but only where no other user's oldest could start, and one of the user's
 * own places stays free for it. So no slot stays empty that a waiting question may take, and no question waits for ever: its user keeps
 * the place in the round until it has started.
 *
 * <p>No user may hold more than half of the line, rounded up, so that one alone can't shut all others out.
 *
 * @param <T> what is admitted; compared by {@code equals}
 */
final class Admission<T> {
    /** What became of a question that was offered. */
    enum Outcome {
        STARTED,
        WAITS,
        /** Refused: the line is full. */
        LINE_FULL,
        /** Refused: this user has as many waiting as one user may. */
        USER_LINE_FULL
    }

    private record Claim<T>(T question, String user, String conversation) {}

    private final int maxInFlight;
    private final int maxPerConversation;
    private final int maxPerUser;
    private final int maxQueued;
    private final Map<T, Claim<T>> inFlight = new HashMap<>();
    private final Map<String, Integer> perConversation = new HashMap<>();
    private final Map<String, Integer> perUser = new HashMap<>();
    /** Who waits, with their questions, oldest first; the user whose turn comes next stands first. No user without questions. */
    private final Map<String, Deque<Claim<T>>> line = new LinkedHashMap<>();

    private int queued;

    Admission(int maxInFlight, int maxPerConversation, int maxPerUser, int maxQueued) {
        this.maxInFlight = maxInFlight;
        this.maxPerConversation = maxPerConversation;
        this.maxPerUser = maxPerUser;
        this.maxQueued = maxQueued;
    }

    int inFlight() {
        return inFlight.size();
    }

    int queued() {
        return queued;
    }

    /** Whoever starts or waits must {@link #leave} once. */
    Outcome offer(T question, String user, String conversation) {
        Claim<T> claim = new Claim<>(question, user, conversation);
        boolean first = !line.containsKey(user);
        if (inFlight.size() < maxInFlight && (first ? mayStart(claim) : mayPass(claim))) {
            start(claim);
            return Outcome.STARTED;
        }
        if (queued >= maxQueued) {
            return Outcome.LINE_FULL;
        }
        Deque<Claim<T>> own = line.getOrDefault(user, new ArrayDeque<>());
        if (own.size() >= (maxQueued + 1) / 2) {
            return Outcome.USER_LINE_FULL;
        }
        own.add(claim);
        line.put(user, own);
        queued++;
        return Outcome.WAITS;
    }

    /**
     * The question is over or given up, whether it waited or was in flight; one that is neither changes nothing.
     *
     * @return those that start now, in order
     */
    List<T> leave(T question) {
        Claim<T> ended = inFlight.remove(question);
        if (ended != null) {
            count(perConversation, ended.conversation, -1);
            count(perUser, ended.user, -1);
        } else {
            giveUp(question);
        }
        List<T> started = new ArrayList<>();
        for (Claim<T> next = next(); next != null; next = next()) {
            step(next);
            start(next);
            started.add(next.question);
        }
        return started;
    }

    /** Those that wait, in the order of their turns as far as it is known: busy conversations may change it, and so may new users. */
    List<T> line() {
        List<T> order = new ArrayList<>(queued);
        List<Iterator<Claim<T>>> round = new ArrayList<>();
        line.values().forEach(own -> round.add(own.iterator()));
        while (order.size() < queued) {
            round.stream().filter(Iterator::hasNext).forEach(own -> order.add(own.next().question));
        }
        return order;
    }

    private @Nullable Claim<T> next() {
        if (inFlight.size() >= maxInFlight) {
            return null;
        }
        for (Deque<Claim<T>> own : line.values()) {
            if (mayStart(own.getFirst())) {
                return own.getFirst();
            }
        }
        return line.values().stream()
                .flatMap(Deque::stream)
                .filter(this::mayPass)
                .findFirst()
                .orElse(null);
    }

    private boolean mayStart(Claim<T> claim) {
        return perUser.getOrDefault(claim.user, 0) < maxPerUser && conversationHasRoom(claim);
    }

    /** Whether a question may start before its user's oldest one. */
    private boolean mayPass(Claim<T> claim) {
        return perUser.getOrDefault(claim.user, 0) < maxPerUser - 1 && conversationHasRoom(claim);
    }

    private boolean conversationHasRoom(Claim<T> claim) {
        return perConversation.getOrDefault(claim.conversation, 0) < maxPerConversation;
    }

    /** Takes it out of the line; its user goes to the end of the round, unless the question only passed an older one. */
    private void step(Claim<T> claim) {
        Deque<Claim<T>> own = line.getOrDefault(claim.user, new ArrayDeque<>());
        boolean oldest = claim.equals(own.peek());
        own.remove(claim);
        queued--;
        if (oldest) {
            line.remove(claim.user);
            if (!own.isEmpty()) {
                line.put(claim.user, own);
            }
        }
    }

    private void giveUp(T question) {
        for (Deque<Claim<T>> own : line.values()) {
            if (own.removeIf(claim -> claim.question.equals(question))) {
                queued--;
            }
        }
        line.values().removeIf(Deque::isEmpty);
    }

    private void start(Claim<T> claim) {
        inFlight.put(claim.question, claim);
        count(perConversation, claim.conversation, 1);
        count(perUser, claim.user, 1);
    }

    private static void count(Map<String, Integer> counts, String key, int change) {
        if (counts.merge(key, change, Integer::sum) == 0) {
            counts.remove(key);
        }
    }
}
