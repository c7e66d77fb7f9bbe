package dev.rivulet.discord;

import discord4j.rest.request.DefaultRouter;
import discord4j.rest.request.DiscordWebRequest;
import discord4j.rest.request.DiscordWebResponse;
import discord4j.rest.request.Router;
import discord4j.rest.request.RouterOptions;
import io.netty.handler.codec.http.HttpMethod;

/**
 * Lets reads and writes wait for their own kind only. Discord4J keeps one queue a route, whatever the method, and stands still in it when
 * Discord's budget for that method is used up; with one router, reading history would wait for answers being written.
 */
final class Lanes implements Router {
    private final Router reads;
    private final Router writes;

    Lanes(RouterOptions options) {
        reads = new DefaultRouter(options);
        writes = new DefaultRouter(options);
    }

    @Override
    public DiscordWebResponse exchange(DiscordWebRequest request) {
        return (request.getRoute().getMethod().equals(HttpMethod.GET) ? reads : writes).exchange(request);
    }
}
