package dev.rivulet.discord.client;

import discord4j.discordjson.Id;
import discord4j.discordjson.json.AllowedMentionsData;
import discord4j.discordjson.json.MessageCreateRequest;
import discord4j.discordjson.json.MessageEditRequest;
import discord4j.discordjson.json.MessageReferenceData;
import discord4j.discordjson.json.RoleData;
import discord4j.discordjson.json.StartThreadFromMessageRequest;
import discord4j.discordjson.json.ThreadModifyRequest;
import discord4j.discordjson.possible.Possible;
import discord4j.rest.RestClient;
import discord4j.rest.http.client.ClientException;
import discord4j.rest.service.ChannelService;
import discord4j.rest.service.GuildService;
import discord4j.rest.util.MultipartRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;

/**
 * The requests we make of Discord, as futures that complete on one context and fail with {@link DiscordException}.
 *
 * <p>Every write suppresses mentions, so that nobody is pinged whatever a model writes. A 429 delays the future (Discord4J waits it out);
 * a 5xx or a lost connection fails it at once as {@link DiscordException.Kind#PASSING}. Reads are tried {@linkplain Reads again}.
 */
public final class DiscordApi {
    static final AllowedMentionsData NOBODY =
            AllowedMentionsData.builder().parse(List.of()).repliedUser(false).build();

    /** Replying takes the right to read the history (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json). */
    private static final int NO_REPLY_WITHOUT_HISTORY = 160_002;

    private static final int THREAD_EXISTS = 160_004;
    private static final int THREAD_IS_ARCHIVED = 50_083;

    private final ChannelService channels;
    private final GuildService guilds;
    private final Context context;
    private final int flags;

    /** No cards of linked pages: https://discord.com/developers/docs/resources/message#message-object-message-flags. */
    public static final int SUPPRESS_EMBEDS = 1 << 2;

    /** @param linkPreviews whether Discord may fetch what a message links to, and show it */
    public DiscordApi(RestClient client, Context context, boolean linkPreviews) {
        this.channels = client.getChannelService();
        this.guilds = client.getGuildService();
        this.context = context;
        this.flags = linkPreviews ? 0 : SUPPRESS_EMBEDS;
    }

    /**
     * Posts a message.
     *
     * @param nonce at most 25 characters; the same nonce again within minutes gives the message that stands already
     * @param replyTo the message it replies to; posted without the reference if that is gone, or if we may not read the history
     */
    public Future<DiscordMessage> create(
            String channelId, String content, Controls controls, String nonce, @Nullable String replyTo) {
        MessageCreateRequest request = MessageCreateRequest.builder()
                .content(content)
                .nonce(nonce)
                .enforceNonce(true)
                .allowedMentions(NOBODY)
                .components(Components.row(controls))
                .flags(flags)
                .messageReference(replyTo == null ? Possible.absent() : Possible.of(reference(replyTo)))
                .build();
        return onContext(channels.createMessage(number(channelId), MultipartRequest.ofRequest(request)))
                .map(Mapping::message)
                .recover(cause -> replyTo != null
                                && cause instanceof DiscordException refused
                                && refused.code() == NO_REPLY_WITHOUT_HISTORY
                        ? create(channelId, content, controls, nonce, null)
                        : Future.failedFuture(cause));
    }

    /** Posts text files, by name, under a line. */
    public Future<Void> createFiles(String channelId, String content, Map<String, String> files, String nonce) {
        MessageCreateRequest request = MessageCreateRequest.builder()
                .content(content)
                .nonce(nonce)
                .enforceNonce(true)
                .allowedMentions(NOBODY)
                .flags(flags)
                .build();
        List<Tuple2<String, InputStream>> parts = files.entrySet().stream()
                .map(file -> Tuples.<String, InputStream>of(
                        file.getKey(), new ByteArrayInputStream(file.getValue().getBytes(StandardCharsets.UTF_8))))
                .toList();
        return onContext(channels.createMessage(number(channelId), MultipartRequest.ofRequestAndFiles(request, parts)))
                .mapEmpty();
    }

    private static MessageReferenceData reference(String messageId) {
        return MessageReferenceData.builder()
                .messageId(Id.of(messageId))
                .failIfNotExists(false)
                .build();
    }

    /** Changes a message; takes the thread that it stands in out of the archive where needed. */
    public Future<Void> edit(String channelId, String messageId, String content, Controls controls) {
        return editThere(channelId, messageId, content, controls)
                .recover(cause -> cause instanceof DiscordException refused && refused.code() == THREAD_IS_ARCHIVED
                        ? modify(
                                        channelId,
                                        ThreadModifyRequest.builder()
                                                .archived(false)
                                                .build())
                                .compose(_ -> editThere(channelId, messageId, content, controls))
                        : Future.failedFuture(cause));
    }

    private Future<Void> editThere(String channelId, String messageId, String content, Controls controls) {
        MessageEditRequest request = MessageEditRequest.builder()
                .content(Possible.of(Optional.of(content)))
                .allowedMentions(Possible.of(Optional.of(NOBODY)))
                .components(Possible.of(Optional.of(Components.row(controls))))
                .flags(Possible.of(Optional.of(flags)))
                .build();
        return onContext(
                        channels.editMessage(number(channelId), number(messageId), MultipartRequest.ofRequest(request)))
                .mapEmpty();
    }

    /** Opens a thread on a message, whose id it takes over; one that is there already is taken. */
    public Future<Void> openThread(String channelId, String messageId, String title) {
        StartThreadFromMessageRequest request =
                StartThreadFromMessageRequest.builder().name(title).build();
        return onContext(channels.startThreadWithMessage(number(channelId), number(messageId), request))
                .<Void>mapEmpty()
                .recover(cause -> cause instanceof DiscordException refused && refused.code() == THREAD_EXISTS
                        ? Future.succeededFuture()
                        : Future.failedFuture(cause));
    }

    /** Discord takes two names in 10 minutes, and makes further ones wait. */
    public Future<Void> rename(String threadId, String title) {
        return modify(threadId, ThreadModifyRequest.builder().name(title).build());
    }

    private Future<Void> modify(String threadId, ThreadModifyRequest request) {
        return onContext(channels.modifyThread(number(threadId), request, null)).mapEmpty();
    }

    /** Shows for 10 seconds, or until we post, that we write. */
    public Future<Void> typing(String channelId) {
        return onContext(channels.triggerTypingIndicator(number(channelId)));
    }

    /**
     * Reads messages, newest first.
     *
     * @param relation {@code before}, {@code around} or {@code after} that message
     * @param limit 1 to 100
     */
    public Future<List<DiscordMessage>> messages(String channelId, String relation, String messageId, int limit) {
        return read(channels.getMessages(number(channelId), Map.of(relation, messageId, "limit", limit))
                        .map(Mapping::message)
                        .collectList())
                .map(read -> read.stream()
                        .sorted((a, b) -> Long.compareUnsigned(number(b.id()), number(a.id())))
                        .toList());
    }

    /** Names of a server's roles, by id. */
    public Future<Map<String, String>> roleNames(String guildId) {
        return read(guilds.getGuildRoles(number(guildId))
                .collectMap(role -> role.id().asString(), RoleData::name));
    }

    /** A channel's name; fails where it isn't on that server. */
    public Future<String> channelNameIn(String guildId, String channelId) {
        return read(channels.getChannel(number(channelId)))
                .compose(channel -> channel.guildId()
                        .toOptional()
                        .filter(id -> id.asString().equals(guildId))
                        .flatMap(_ -> channel.name().toOptional())
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                new DiscordException(DiscordException.Kind.GONE, "no channel of that server"))));
    }

    /** Fails where a channel has no name. */
    public Future<String> channelName(String channelId) {
        return read(channels.getChannel(number(channelId))
                .flatMap(channel -> Mono.justOrEmpty(channel.name().toOptional()))
                .switchIfEmpty(
                        Mono.error(() -> new DiscordException(DiscordException.Kind.GONE, "the channel has no name"))));
    }

    public Future<String> serverName(String guildId) {
        return read(guilds.getGuild(number(guildId)).map(guild -> guild.name()));
    }

    public Future<Place> place(String channelId) {
        return read(channels.getChannel(number(channelId))).map(Mapping::place);
    }

    private <T> Future<T> read(Mono<T> mono) {
        return onContext(Reads.patiently(mono));
    }

    private <T> Future<T> onContext(Mono<T> mono) {
        return onContext(mono, context);
    }

    public static <T> Future<T> onContext(Mono<T> mono, Context context) {
        return Future.fromCompletionStage(mono.toFuture(), context)
                .recover(cause -> Future.failedFuture(translate(cause)));
    }

    public static DiscordException translate(Throwable cause) {
        if (cause instanceof DiscordException known) {
            return known;
        }
        if (!(cause instanceof ClientException answer)) {
            return new DiscordException(DiscordException.Kind.PASSING, cause.toString());
        }
        int status = answer.getStatus().code();
        return new DiscordException(
                switch (status) {
                    case 401 -> DiscordException.Kind.UNAUTHORIZED;
                    case 403 -> DiscordException.Kind.FORBIDDEN;
                    case 404 -> DiscordException.Kind.GONE;
                    default -> status >= 500 ? DiscordException.Kind.PASSING : DiscordException.Kind.REJECTED;
                },
                "HTTP " + status + (code(answer) == 0 ? "" : ", code " + code(answer)),
                code(answer));
    }

    private static int code(ClientException answer) {
        return answer.getErrorResponse()
                                .map(body -> body.getFields().get("code"))
                                .orElse(null)
                        instanceof Number code
                ? code.intValue()
                : 0;
    }

    public static long number(String id) {
        return Long.parseUnsignedLong(id);
    }
}
