package dev.rivulet.router;

import dev.rivulet.config.RouterConfig;
import dev.rivulet.config.RouterConfig.Rule;
import java.time.Duration;
import java.util.List;

/** Router settings for tests: generous, except where a test says otherwise. */
final class Configs {
    private static final Duration LONG = Duration.ofSeconds(30);

    private List<Rule> rules = List.of();
    private List<String> fallbacks = List.of();
    private boolean allowRequested = true;
    private int maxInFlight = 16;
    private int maxPerConversation = 1;
    private int maxPerUser = 4;
    private int maxQueued = 64;
    private int maxMegabytes = 96;
    private Duration firstEvent = LONG;
    private Duration idle = LONG;
    private Duration whole = LONG;

    private Configs() {}

    static Configs router() {
        return new Configs();
    }

    Configs rules(List<Rule> rules) {
        this.rules = rules;
        return this;
    }

    Configs fallbacks(String... fallbacks) {
        this.fallbacks = List.of(fallbacks);
        return this;
    }

    Configs allowRequested(boolean allowRequested) {
        this.allowRequested = allowRequested;
        return this;
    }

    Configs limits(int inFlight, int perConversation, int perUser, int queued) {
        maxInFlight = inFlight;
        maxPerConversation = perConversation;
        maxPerUser = perUser;
        maxQueued = queued;
        return this;
    }

    Configs maxMegabytes(int megabytes) {
        maxMegabytes = megabytes;
        return this;
    }

    Configs firstEvent(long millis) {
        firstEvent = Duration.ofMillis(millis);
        return this;
    }

    Configs idle(long millis) {
        idle = Duration.ofMillis(millis);
        return this;
    }

    Configs whole(long millis) {
        whole = Duration.ofMillis(millis);
        return this;
    }

    RouterConfig build() {
        return new RouterConfig(
                rules,
                fallbacks,
                allowRequested,
                maxInFlight,
                maxPerConversation,
                maxPerUser,
                maxQueued,
                maxMegabytes,
                firstEvent,
                idle,
                whole);
    }
}
