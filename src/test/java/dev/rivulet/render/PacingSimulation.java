package dev.rivulet.render;

import dev.rivulet.render.EditPacer.Decision;
import dev.rivulet.render.EditPacer.Idle;
import dev.rivulet.render.EditPacer.Urgency;
import dev.rivulet.render.EditPacer.Wait;
import dev.rivulet.render.EditPacer.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Answers written to a Discord that enforces its limits, in virtual time. A window starts with the first request after the last one's end.
 * Text counts as visible when Discord takes the write. Times are in milliseconds, fractions included.
 */
final class PacingSimulation {
    /** Requests a window, and the window's length. */
    record Limit(int requests, double window) {}

    /** Network latency one way, evenly distributed. */
    record Latency(double least, double most) {}

    /**
     * What was measured.
     *
     * @param meanWait of all tokens until visible
     * @param firstText from the first token until text is visible, the worst answer's
     * @param finalText from the model's end until all text is visible, the worst answer's
     * @param longestFreeze the longest time an answer stood still while there was text to show
     */
    record Figures(double meanWait, double firstText, double finalText, double longestFreeze, int refused, int lost) {}

    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final int CHARACTERS_A_PAGE = 1_900;

    private record Event(double at, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.at == b.at ? Long.compare(a.order, b.order) : Double.compare(a.at, b.at));
    private final RandomGenerator random;
    private final Latency latency;
    private final Map<String, Window> windows = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final EditPacer<Answer> pacer = new EditPacer<>(() -> (long) (this.now * 1e6));
    private Limit limit;
    private double now;
    private long order;
    private long timer;
    private int refused;
    private double failing;
    private double longestFailure;

    PacingSimulation(long seed, Limit limit, Latency latency) {
        this.random = new SplittableRandom(seed);
        this.limit = limit;
        this.latency = latency;
    }

    void changeLimit(double at, Limit to) {
        schedule(at, () -> limit = to);
    }

    /** Somebody else with our token writes there too. */
    void foreignWrite(double at, String channel) {
        schedule(at, () -> window("PATCH " + channel).take(now));
    }

    /**
     * From now on, writes fail.
     *
     * @param share of all, 0 to 1
     * @param longest until the failure is known; it is anything up to that
     */
    void fail(double share, double longest) {
        failing = share;
        longestFailure = longest;
    }

    void answer(String channel, double start, double thinking, int tokens, double tokensASecond) {
        Answer answer = new Answer(channel, tokens);
        answers.add(answer);
        schedule(start, () -> changed("POST " + channel, answer, Urgency.AT_ONCE));
        for (int i = 0; i < tokens; i++) {
            schedule(start + thinking + i * 1_000 / tokensASecond, answer::token);
        }
    }

    Figures run() {
        while (!events.isEmpty()) {
            Event event = events.remove();
            now = event.at;
            event.action.run();
            if (now > 3_600_000) {
                throw new AssertionError("starved: an hour has passed");
            }
        }
        double wait = answers.stream().flatMapToDouble(a -> a.waits()).average().orElseThrow();
        return new Figures(
                wait,
                answers.stream()
                        .mapToDouble(a -> a.visibleAt[0] - a.tokenAt[0])
                        .max()
                        .orElseThrow(),
                answers.stream()
                        .mapToDouble(a -> a.visibleAt[a.tokens - 1] - a.tokenAt[a.tokens - 1])
                        .max()
                        .orElseThrow(),
                answers.stream().mapToDouble(a -> a.longestFreeze).max().orElseThrow(),
                refused,
                answers.stream().mapToInt(a -> a.tokens - a.visible).sum());
    }

    private void schedule(double at, Runnable action) {
        events.add(new Event(at, order++, action));
    }

    private void changed(String bucket, Answer answer, Urgency urgency) {
        pacer.changed(bucket, answer, urgency);
        turn();
    }

    /** What the one context with its one timer does after each call. */
    private void turn() {
        long mine = ++timer;
        while (true) {
            Decision<Answer> decision = pacer.next();
            switch (decision) {
                case Write<Answer>(String bucket, Answer answer) -> send(bucket, answer);
                case Wait<Answer>(Duration time) -> {
                    schedule(now + time.toNanos() / 1e6, () -> {
                        if (mine == timer) {
                            turn();
                        }
                    });
                    return;
                }
                case Idle<Answer>() -> {
                    return;
                }
            }
        }
    }

    private void send(String bucket, Answer answer) {
        if (failing > 0 && random.nextDouble() < failing) {
            schedule(now + random.nextDouble() * longestFailure, () -> {
                pacer.failed(bucket, AGAIN);
                turn();
            });
            return;
        }
        request(bucket, answer, answer.textToSend());
    }

    /** A 429 is waited out below the pacer, by the client, which then sends the same again. */
    private void request(String bucket, Answer answer, int text) {
        schedule(now + oneWay(), () -> {
            Window window = window(bucket);
            boolean taken = window.take(now);
            RateLimit told = window.told(now);
            if (!taken) {
                refused++;
                schedule(now + oneWay() + told.resetAfter().toMillis(), () -> request(bucket, answer, text));
                return;
            }
            answer.show(text);
            schedule(now + oneWay(), () -> {
                pacer.responded(bucket, told);
                answer.done(bucket);
                turn();
            });
        });
    }

    private double oneWay() {
        return latency.least + random.nextDouble() * (latency.most - latency.least);
    }

    private Window window(String bucket) {
        return windows.computeIfAbsent(bucket, _ -> new Window());
    }

    private final class Window {
        private Limit running = limit;
        private double end = -1;
        private int used;

        boolean take(double at) {
            if (at >= end || !running.equals(limit)) {
                running = limit;
                end = at + running.window;
                used = 0;
            }
            used++;
            return used <= running.requests;
        }

        RateLimit told(double at) {
            return new RateLimit(
                    running.requests, Math.max(0, running.requests - used), Duration.ofMillis(Math.round(end - at)));
        }
    }

    private final class Answer {
        private final String channel;
        private final int tokens;
        private final double[] tokenAt;
        private final double[] visibleAt;
        private int written;
        private int visible;
        private int page = -1;
        private boolean creating = true;
        private boolean pageIsFull;
        private double longestFreeze;
        private double lastShown;

        Answer(String channel, int tokens) {
            this.channel = channel;
            this.tokens = tokens;
            this.tokenAt = new double[tokens];
            this.visibleAt = new double[tokens];
        }

        java.util.stream.DoubleStream waits() {
            return java.util.stream.IntStream.range(0, tokens).mapToDouble(i -> visibleAt[i] - tokenAt[i]);
        }

        void token() {
            tokenAt[written++] = now;
            if (!creating) {
                changed("PATCH " + channel, this, urgency());
            } else if (pageIsFull) {
                pageIsFull = false;
                changed("POST " + channel, this, Urgency.AT_ONCE);
            }
        }

        private Urgency urgency() {
            return written == tokens ? Urgency.AT_ONCE : Urgency.EVENLY;
        }

        private int pageOf(int token) {
            return token * CHARACTERS_A_TOKEN / CHARACTERS_A_PAGE;
        }

        private int endOf(int page) {
            return (page + 1) * CHARACTERS_A_PAGE / CHARACTERS_A_TOKEN;
        }

        /** Tokens shown by a write sent now: up to its page's end. */
        int textToSend() {
            return Math.min(written, endOf(creating ? Math.max(0, page + 1) : page));
        }

        void show(int text) {
            if (text <= visible) {
                return;
            }
            double since = Math.max(lastShown, tokenAt[visible]);
            longestFreeze = Math.max(longestFreeze, now - since);
            lastShown = now;
            while (visible < text) {
                visibleAt[visible++] = now;
            }
        }

        void done(String bucket) {
            if (bucket.startsWith("POST")) {
                page++;
                creating = false;
                if (visible < written) {
                    pacer.changed("PATCH " + channel, this, urgency());
                }
            } else if (pageOf(Math.max(0, visible)) > page && visible < tokens && visible >= endOf(page)) {
                creating = true;
                pacer.forget("PATCH " + channel, this);
                if (written > visible) {
                    pacer.changed("POST " + channel, this, Urgency.AT_ONCE);
                } else {
                    pageIsFull = true;
                }
            }
        }
    }
}
