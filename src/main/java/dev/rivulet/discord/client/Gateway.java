package dev.rivulet.discord.client;

import dev.rivulet.telemetry.LogKeys;
import discord4j.common.store.Store;
import discord4j.core.DiscordClient;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.Event;
import discord4j.core.event.domain.guild.GuildCreateEvent;
import discord4j.core.event.domain.guild.GuildUpdateEvent;
import discord4j.core.event.domain.interaction.InteractionCreateEvent;
import discord4j.core.event.domain.lifecycle.DisconnectEvent;
import discord4j.core.event.domain.lifecycle.ReadyEvent;
import discord4j.core.event.domain.lifecycle.ResumeEvent;
import discord4j.core.event.domain.message.MessageBulkDeleteEvent;
import discord4j.core.event.domain.message.MessageCreateEvent;
import discord4j.core.event.domain.message.MessageDeleteEvent;
import discord4j.core.event.domain.message.MessageUpdateEvent;
import discord4j.core.object.entity.Guild;
import discord4j.gateway.GatewayClient;
import discord4j.gateway.GatewayClientGroup;
import discord4j.gateway.SessionInfo;
import discord4j.gateway.intent.Intent;
import discord4j.gateway.intent.IntentSet;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The connection over which Discord tells what happens. Discord4J keeps it up on threads of its own: it heartbeats, resumes and
 * reconnects; here its events become {@link Happening}s on one context, in order.
 */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration ANSWERS = Duration.ofSeconds(5);
    private static final Duration LOGOUT = Duration.ofSeconds(3);

    /** What Discord tells. */
    public sealed interface Happening {
        record Said(DiscordMessage message) implements Happening {}

        record Used(Interaction interaction) implements Happening {}

        record Deleted(String channelId, List<String> messageIds) implements Happening {}

        record Edited(String channelId, String messageId) implements Happening {}

        /** A server we are in. */
        record Server(String guildId, String preferredLocale) implements Happening {}

        /** A new session: what was said since the one before is not replayed. */
        record Afresh() implements Happening {}

        /** The session goes on; all that was missed follows or has been told. */
        record Resumed() implements Happening {}

        /**
         * The connection is gone for good, for a reason that only people can put right.
         *
         * @param closeCode https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
         */
        record Lost(int closeCode) implements Happening {}
    }

    /** A session that a later process may go on with. */
    public record Session(String id, int sequence) {}

    private final Context context;
    private final Handler<Happening> handler;
    private final Promise<Void> failedLogin = Promise.promise();
    private volatile @Nullable GatewayDiscordClient connected;
    private volatile boolean closing;

    private Gateway(Context context, Handler<Happening> handler) {
        this.context = context;
        this.handler = handler;
    }

    /**
     * Begins to connect; {@link Happening.Afresh} or {@link Happening.Resumed} tells of success.
     *
     * @param withContent whether the application may read the content of all messages
     * @param session the session to go on with, if Discord still knows it
     * @param handler called on the context
     */
    public static Gateway connect(
            DiscordClient client,
            boolean withContent,
            @Nullable Session session,
            Context context,
            Handler<Happening> handler) {
        Gateway gateway = new Gateway(context, handler);
        IntentSet intents = IntentSet.of(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.DIRECT_MESSAGES);
        var bootstrap = client.gateway()
                .setEnabledIntents(withContent ? intents.or(IntentSet.of(Intent.MESSAGE_CONTENT)) : intents)
                .setStore(Store.noOp())
                .setPayloadReader(new Payloads(
                        client.getCoreResources().getJacksonResources().getObjectMapper()))
                .withEventDispatcher(dispatcher -> dispatcher.on(Event.class).doOnNext(gateway::receive));
        if (session != null) {
            bootstrap.setResumeOptions(_ -> SessionInfo.create(session.id(), session.sequence()));
        }
        bootstrap
                .login()
                .subscribe(
                        connection -> gateway.connected = connection,
                        cause -> gateway.failedLogin.tryFail(DiscordApi.translate(cause)));
        return gateway;
    }

    /** Fails if Discord doesn't even let us try; else never completes. Completes on no context in particular. */
    public Future<Void> failedLogin() {
        return failedLogin.future();
    }

    /** On Discord4J's thread, which takes a throw for the end of the connection. */
    private void receive(Event event) {
        try {
            connected = event.getClient();
            Happening happening = happening(event);
            if (happening != null) {
                context.runOnContext(_ -> handler.handle(happening));
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue(LogKeys.DETAIL, e.toString()).log("Skipped an event that can't be understood");
        }
    }

    private @Nullable Happening happening(Event event) {
        return switch (event) {
            case MessageCreateEvent said ->
                new Happening.Said(Mapping.message(said.getMessage().getData()));
            case MessageUpdateEvent edited
            when edited.isContentChanged() ->
                new Happening.Edited(
                        edited.getChannelId().asString(), edited.getMessageId().asString());
            case MessageDeleteEvent deleted ->
                new Happening.Deleted(
                        deleted.getChannelId().asString(),
                        List.of(deleted.getMessageId().asString()));
            case MessageBulkDeleteEvent deleted ->
                new Happening.Deleted(
                        deleted.getChannelId().asString(),
                        deleted.getMessageIds().stream()
                                .map(id -> id.asString())
                                .toList());
            case InteractionCreateEvent used ->
                InteractionMapping.interaction(used.getInteraction().getData())
                        .map(Happening.Used::new)
                        .orElse(null);
            case GuildCreateEvent joined -> server(joined.getGuild());
            case GuildUpdateEvent changed -> server(changed.getCurrent());
            case ReadyEvent _ -> new Happening.Afresh();
            case ResumeEvent _ -> new Happening.Resumed();
            case DisconnectEvent end
            when !closing -> new Happening.Lost(end.getStatus().getCode());
            default -> null;
        };
    }

    private static Happening server(Guild guild) {
        return new Happening.Server(guild.getId().asString(), guild.getData().preferredLocale());
    }

    /** Whether Discord answers our heartbeats: every connection stands. Never fails, and completes on the context in 5 seconds. */
    public Future<Boolean> answers() {
        GatewayDiscordClient client = connected;
        if (client == null) {
            return Future.succeededFuture(false);
        }
        GatewayClientGroup shards = client.getGatewayClientGroup();
        return Future.fromCompletionStage(
                        Flux.range(0, shards.getShardCount())
                                .flatMap(index -> Mono.justOrEmpty(shards.find(index))
                                        .flatMap(GatewayClient::isConnected)
                                        .defaultIfEmpty(false))
                                .all(stands -> stands)
                                .toFuture(),
                        context)
                .timeout(ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false);
    }

    /** What a later process needs to go on; empty while there is no session, or more than one (a bot in thousands of servers). */
    public Optional<Session> session() {
        GatewayDiscordClient client = connected;
        if (client == null || client.getGatewayClientGroup().getShardCount() != 1) {
            return Optional.empty();
        }
        return client.getGatewayClientGroup()
                .find(0)
                .map((GatewayClient shard) -> new Session(shard.getSessionId(), shard.getSequence()))
                .filter(session -> !session.id().isEmpty());
    }

    /** Ends the session in good order; completes after 3 seconds at the latest. */
    public Future<Void> logout() {
        closing = true;
        GatewayDiscordClient client = connected;
        if (client == null) {
            return Future.succeededFuture();
        }
        return Future.fromCompletionStage(client.logout().toFuture(), context)
                .timeout(LOGOUT.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
