package dev.rivulet.discord.client;

import discord4j.rest.request.BucketGlobalRateLimiter;
import discord4j.rest.request.GlobalRateLimiter;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Discord's limit for all requests of a bot together: 50 a second (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit).
 *
 * <p>Requests are counted as they leave, and may arrive closer together than that; so fewer leave in somewhat more than a second. When Discord
 * says all the same that it is too much, everything waits for as long as it says; Discord4J's own limiter doesn't where that is a second or less.
 */
final class GlobalLimit implements GlobalRateLimiter {
    static final int REQUESTS = 48;
    static final Duration PERIOD = Duration.ofMillis(1_200);

    private final BucketGlobalRateLimiter bucket;
    private final Scheduler scheduler;
    private volatile long pausedUntil = System.nanoTime();

    /** @param scheduler delays what has to wait */
    GlobalLimit(Scheduler scheduler) {
        this.scheduler = scheduler;
        bucket = BucketGlobalRateLimiter.create(REQUESTS, PERIOD, scheduler);
    }

    @Override
    public Mono<Void> rateLimitFor(Duration duration) {
        return Mono.fromRunnable(() -> pausedUntil = System.nanoTime() + duration.toNanos());
    }

    @Override
    public Mono<Duration> getRemaining() {
        return Mono.fromCallable(() -> Duration.ofNanos(Math.max(0, pausedUntil - System.nanoTime())));
    }

    @Override
    public <T> Flux<T> withLimiter(Publisher<T> stage) {
        return getRemaining()
                .flatMap(pause -> pause.isZero() ? Mono.empty() : Mono.delay(pause, scheduler))
                .thenMany(bucket.withLimiter(stage));
    }
}
