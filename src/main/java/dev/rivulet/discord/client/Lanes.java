package dev.rivulet.discord.client;

import discord4j.rest.request.DefaultRouter;
import discord4j.rest.request.DiscordWebRequest;
import discord4j.rest.request.DiscordWebResponse;
import discord4j.rest.request.GlobalRateLimiter;
import discord4j.rest.request.Router;
import discord4j.rest.request.RouterOptions;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets requests wait for their own kind only. Discord4J keeps one queue a route, whatever the method, and stands still in it when
 * Discord's budget for that method is used up; with one router, reading history would wait for answers being written.
 *
 * <p>What is said to an interaction is spread over {@value #LANES} lanes by the interaction's token, callbacks and messages apart: all of
 * them share one route, hence one slow callback would keep everybody else's waiting past the 3 seconds that Discord gives
 * (https://discord.com/developers/docs/interactions/receiving-and-responding). These requests are outside of Discord's global limit
 * (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit), so they don't wait for Discord4J's either.
 */
final class Lanes implements Router {
    static final int LANES = 64;

    private static final Pattern TOKEN = Pattern.compile("(interactions|webhooks)/\\d+/([^/?]+)");

    private final Router reads;
    private final Router writes;
    private final List<Router> callbacks;
    private final List<Router> messages;

    Lanes(RouterOptions options) {
        reads = new DefaultRouter(options);
        writes = new DefaultRouter(options);
        callbacks = lanes(options);
        messages = lanes(options);
    }

    private static List<Router> lanes(RouterOptions options) {
        RouterOptions exempt = new RouterOptions(
                options.getToken(),
                options.getReactorResources(),
                options.getExchangeStrategies(),
                options.getResponseTransformers(),
                new Exempt(),
                options.getRequestQueueFactory(),
                options.getDiscordBaseUrl());
        return Stream.generate(() -> (Router) new DefaultRouter(exempt))
                .limit(LANES)
                .toList();
    }

    @Override
    public DiscordWebResponse exchange(DiscordWebRequest request) {
        return lane(request).exchange(request);
    }

    private Router lane(DiscordWebRequest request) {
        Matcher token = TOKEN.matcher(request.getCompleteUri());
        if (token.find()) {
            int lane = Math.floorMod(token.group(2).hashCode(), LANES);
            return (token.group(1).equals("interactions") ? callbacks : messages).get(lane);
        }
        return request.getRoute().getMethod().equals(HttpMethod.GET) ? reads : writes;
    }

    /** Nothing waits. A 429 is waited out in its own lane all the same. */
    private static final class Exempt implements GlobalRateLimiter {
        @Override
        public Mono<Void> rateLimitFor(Duration duration) {
            return Mono.empty();
        }

        @Override
        public Mono<Duration> getRemaining() {
            return Mono.just(Duration.ZERO);
        }

        @Override
        public <T> Flux<T> withLimiter(Publisher<T> stage) {
            return Flux.from(stage);
        }
    }
}
