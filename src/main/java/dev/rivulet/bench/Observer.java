package dev.rivulet.bench;

import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.WorldEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sees when tokens are written and when they are first visible in Discord. May be told from any thread. */
final class Observer {
    /** Two digits of the answer and three of the token, all in base 36. */
    private static final Pattern WORD = Pattern.compile("\\bz([0-9a-z]{2})([0-9a-z]{3})\\b");

    private static final int BASE = 36;

    private final Map<Integer, Sighting> answers = new TreeMap<>();
    private final long botId;
    private final LongSupplier nanos;

    Observer(long botId) {
        this(botId, System::nanoTime);
    }

    /** @param nanos the clock */
    Observer(long botId, LongSupplier nanos) {
        this.botId = botId;
        this.nanos = nanos;
    }

    static String word(int answer, int token) {
        return "z" + digits(answer, 2) + digits(token, 3);
    }

    private static String digits(int value, int count) {
        String digits = Integer.toString(value, BASE);
        return "0".repeat(count - digits.length()) + digits.toLowerCase(Locale.ROOT);
    }

    /** One answer, as the model wrote it and as Discord showed it; times by the clock. */
    private static final class Sighting {
        final List<Long> written = new ArrayList<>();
        final Map<Integer, Long> visible = new TreeMap<>();
        final List<Long> changes = new ArrayList<>();
        final CompletableFuture<Void> whole = new CompletableFuture<>();
        long ended;
        boolean isEnded;
    }

    private Sighting answer(int number) {
        return answers.computeIfAbsent(number, _ -> new Sighting());
    }

    synchronized void written(int number, int token) {
        Sighting answer = answer(number);
        if (answer.written.size() != token) {
            throw new IllegalStateException("token " + token + " out of turn");
        }
        answer.written.add(nanos.getAsLong());
    }

    synchronized void ended(int number) {
        Sighting answer = answer(number);
        answer.ended = nanos.getAsLong();
        answer.isEnded = true;
    }

    /** Told of everything that happens in the simulator. */
    synchronized void happened(WorldEvent event) {
        long now = nanos.getAsLong();
        switch (event) {
            case WorldEvent.MessageCreated(Message message) -> see(message, now);
            case WorldEvent.MessageUpdated(Message message) -> see(message, now);
            default -> {
                // Shows no text.
            }
        }
    }

    private void see(Message message, long now) {
        if (message.author().id() != botId) {
            return;
        }
        Matcher words = WORD.matcher(message.content());
        while (words.find()) {
            Sighting answer = answer(Integer.parseInt(words.group(1), BASE));
            if (answer.visible.putIfAbsent(Integer.parseInt(words.group(2), BASE), now) == null
                    && (answer.changes.isEmpty() || answer.changes.getLast() != now)) {
                answer.changes.add(now);
            }
            if (answer.isEnded && answer.visible.size() == answer.written.size()) {
                answer.whole.complete(null);
            }
        }
    }

    /** Completes when all of an answer is visible and its model has ended. */
    synchronized CompletableFuture<Void> whole(int number) {
        return answer(number).whole;
    }

    /** What was seen of the answers from {@code first} on. */
    synchronized List<Seen> seenFrom(int first) {
        List<Seen> seen = new ArrayList<>();
        answers.forEach((number, answer) -> {
            if (number >= first) {
                seen.add(seen(answer));
            }
        });
        return seen;
    }

    private static Seen seen(Sighting answer) {
        long waited = 0;
        for (Map.Entry<Integer, Long> token : answer.visible.entrySet()) {
            waited += token.getValue() - answer.written.get(token.getKey());
        }
        long freeze = 0;
        for (int i = 1; i < answer.changes.size(); i++) {
            freeze = Math.max(freeze, answer.changes.get(i) - answer.changes.get(i - 1));
        }
        int visible = answer.visible.size();
        return new Seen(
                visible == 0 ? Duration.ZERO : Duration.ofNanos(waited / visible),
                visible == 0 ? Duration.ZERO : Duration.ofNanos(answer.changes.getFirst() - answer.written.getFirst()),
                visible == 0 ? Duration.ZERO : Duration.ofNanos(answer.changes.getLast() - answer.ended),
                Duration.ofNanos(freeze),
                answer.written.size() - visible);
    }

    /**
     * How one answer arrived.
     *
     * @param lost tokens that never became visible
     */
    record Seen(Duration meanWait, Duration first, Duration end, Duration freeze, int lost) {}
}
