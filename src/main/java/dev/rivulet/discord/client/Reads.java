package dev.rivulet.discord.client;

import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** How long and how often a read of Discord is tried: whoever asked a question waits for it. */
public final class Reads {
    private static final Duration WITHIN = Duration.ofSeconds(6);

    private static final Retry TWICE_MORE = Retry.backoff(2, Duration.ofMillis(300))
            .filter(cause -> DiscordApi.translate(cause).kind() == DiscordException.Kind.PASSING)
            .onRetryExhaustedThrow((_, last) -> last.failure());

    private Reads() {}

    /**
     * The same read, tried three times when it fails in passing. Fails as {@link DiscordException.Kind#PASSING} when that takes longer than 6
     * seconds, a 429's wait included, and is then taken back.
     */
    public static <T> Mono<T> patiently(Mono<T> read) {
        return read.retryWhen(TWICE_MORE)
                .timeout(
                        WITHIN,
                        Mono.error(() -> new DiscordException(
                                DiscordException.Kind.PASSING, "no answer within " + WITHIN.toSeconds() + " s")));
    }
}
