package dev.rivulet.simulator.world;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is on the simulated Discord, with methods to put more into it.
 *
 * <p>What is asked for and is not there, or is not allowed, is a {@link Refusal} with Discord's own code, whoever asks: a test through
 * these methods as well as a client through HTTP.
 */
public final class World {
    private final Events events;
    private final Snowflakes snowflakes;
    private final InstantSource clock;
    private final Tokens tokens = new Tokens();
    private final Permissions permissions = new Permissions();
    private final Map<Long, User> users = new LinkedHashMap<>();
    private final Map<Long, Guild> guilds = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> members = new LinkedHashMap<>();
    private final Map<Long, Channel> channels = new LinkedHashMap<>();
    private final Map<Long, BotApplication> applications = new LinkedHashMap<>();
    private final Messages messages;
    private final Commands commands;
    private final Interactions interactions;
    private final Guild home;

    /** A world with one server, named {@code Home}, and its owner in it. */
    public World(Vertx vertx, InstantSource clock) {
        this.clock = clock;
        this.events = new Events(vertx);
        this.snowflakes = new Snowflakes(clock);
        this.messages = new Messages(this);
        this.commands = new Commands(this);
        this.interactions = new Interactions(this);
        var owner = new User(snowflakes.next(), "owner", false);
        users.put(owner.id(), owner);
        home = createGuild("Home", owner.id());
    }

    public Events events() {
        return events;
    }

    public Messages messages() {
        return messages;
    }

    /** What applications registered to be called by. */
    public Commands commands() {
        return commands;
    }

    /** People using commands, buttons and dialogs, and what comes of it. */
    public Interactions interactions() {
        return interactions;
    }

    InstantSource clock() {
        return clock;
    }

    long nextId() {
        return snowflakes.next();
    }

    /** The server that is there from the start, and in which people and bots are unless told otherwise. */
    public Guild home() {
        return home;
    }

    // Who there is

    /** A person, member of {@link #home()}. */
    public User createPerson(String name) {
        return join(home.id(), addUser(name, false));
    }

    /** A bot with an application of its own, member of {@link #home()}. */
    public User createBot(String name) {
        return events.exclusively(() -> {
            var bot = addUser(name, true);
            applications.put(bot.id(), BotApplication.of(bot));
            return join(home.id(), bot);
        });
    }

    /** A token to log in with; a user may have several. */
    public String issueToken(long userId) {
        return tokens.issue(user(userId).id());
    }

    /** Makes a token valid that was made elsewhere. Clients expect its first part to be the base64 of the user's id. */
    public void acceptToken(String token, long userId) {
        tokens.accept(token, user(userId).id());
    }

    public void revokeToken(String token) {
        tokens.revoke(token);
    }

    public Optional<User> ownerOfToken(String token) {
        return tokens.ownerOf(token).map(this::user);
    }

    public User user(long id) {
        return findUser(id).orElseThrow(Refusal::unknownUser);
    }

    public Optional<User> findUser(long id) {
        return events.exclusively(() -> Optional.ofNullable(users.get(id)));
    }

    public List<User> users() {
        return events.exclusively(() -> List.copyOf(users.values()));
    }

    public BotApplication application(long id) {
        return events.exclusively(() -> Optional.ofNullable(applications.get(id)))
                .orElseThrow(Refusal::unknownApplication);
    }

    /** Replaces the application of the same id: its switches in the developer portal. */
    public void update(BotApplication application) {
        events.exclusively(() -> applications.put(application.id(), application));
    }

    // Servers

    public Guild createGuild(String name, long ownerId) {
        return events.exclusively(() -> {
            var guild = new Guild(snowflakes.next(), name, user(ownerId).id());
            guilds.put(guild.id(), guild);
            members.put(guild.id(), new LinkedHashSet<>(List.of(ownerId)));
            return guild;
        });
    }

    public User join(long guildId, User user) {
        return events.exclusively(() -> {
            var guild = guild(guildId);
            if (memberIds(guildId).add(user.id())) {
                events.publish(new WorldEvent.MemberJoined(guild, user));
            }
            return user;
        });
    }

    public Guild guild(long id) {
        return events.exclusively(() -> Optional.ofNullable(guilds.get(id))).orElseThrow(Refusal::unknownGuild);
    }

    public List<Guild> guildsOf(long userId) {
        return events.exclusively(() -> guilds.values().stream()
                .filter(guild -> memberIds(guild.id()).contains(userId))
                .toList());
    }

    public List<User> membersOf(long guildId) {
        return events.exclusively(
                () -> memberIds(guild(guildId).id()).stream().map(this::user).toList());
    }

    public boolean isMember(long guildId, long userId) {
        return events.exclusively(() -> memberIds(guildId).contains(userId));
    }

    private Set<Long> memberIds(long guildId) {
        return members.computeIfAbsent(guildId, id -> new LinkedHashSet<>());
    }

    // Channels

    /** A text channel of {@link #home()}. */
    public Channel createChannel(String name) {
        return createChannel(home.id(), name, null);
    }

    public Channel createChannel(long guildId, String name, @Nullable String topic) {
        return events.exclusively(() -> add(new TextChannel(
                snowflakes.next(),
                guild(guildId).id(),
                name,
                topic,
                channelsOf(guildId).size())));
    }

    /** A thread that belongs to no message. */
    public Channel createThread(long parentId, User owner, String name) {
        return events.exclusively(() -> addThread(snowflakes.next(), parentId, owner, name, 1440, false));
    }

    /** A thread below a message, with the message's id. */
    public Channel createThread(long parentId, long messageId, User owner, String name) {
        return createThread(parentId, messageId, owner, name, 1440);
    }

    public Channel createThread(long parentId, long messageId, User owner, String name, int autoArchiveMinutes) {
        return events.exclusively(() -> {
            messages.get(parentId, messageId);
            if (channels.containsKey(messageId)) {
                throw Refusal.threadAlreadyThere();
            }
            var thread = addThread(messageId, parentId, owner, name, autoArchiveMinutes, false);
            messages.startThread(thread, owner);
            return thread;
        });
    }

    public Channel createThread(
            long parentId, User owner, String name, int autoArchiveMinutes, boolean invitationOnly) {
        return events.exclusively(
                () -> addThread(snowflakes.next(), parentId, owner, name, autoArchiveMinutes, invitationOnly));
    }

    private ThreadChannel addThread(
            long id, long parentId, User owner, String name, int autoArchiveMinutes, boolean invitationOnly) {
        if (!(channel(parentId) instanceof TextChannel parent)) {
            throw Refusal.wrongChannelType();
        }
        require(parent, owner.id(), Permission.CREATE_PUBLIC_THREADS);
        return add(new ThreadChannel(
                id, parent.guildId(), parentId, name, owner.id(), invitationOnly, false, false, autoArchiveMinutes));
    }

    /** The direct conversation of two, made when it isn't there yet. */
    public Channel openDirect(User one, User other) {
        if (one.id() == other.id() || (one.bot() && other.bot())) {
            throw Refusal.cannotMessageThisUser();
        }
        return events.<Channel>exclusively(() -> directsOf(one.id()).stream()
                .filter(channel -> channel instanceof DirectChannel direct && direct.has(other.id()))
                .findFirst()
                .orElseGet(() -> add(new DirectChannel(snowflakes.next(), List.of(one, other)))));
    }

    private <C extends Channel> C add(C channel) {
        channels.put(channel.id(), channel);
        events.publish(new WorldEvent.ChannelCreated(channel));
        return channel;
    }

    /** Replaces the channel of the same id. */
    public Channel update(Channel channel) {
        return events.exclusively(() -> {
            channels.put(channel(channel.id()).id(), channel);
            events.publish(new WorldEvent.ChannelUpdated(channel));
            return channel;
        });
    }

    public Channel deleteChannel(long id) {
        return events.exclusively(() -> {
            var channel = channel(id);
            channels.remove(id);
            events.publish(new WorldEvent.ChannelDeleted(channel));
            return channel;
        });
    }

    public Channel channel(long id) {
        return events.exclusively(() -> Optional.ofNullable(channels.get(id))).orElseThrow(Refusal::unknownChannel);
    }

    public List<Channel> channels() {
        return events.exclusively(() -> List.copyOf(channels.values()));
    }

    public List<Channel> channelsOf(long guildId) {
        return channels().stream()
                .filter(channel -> channel.guildId() != null && channel.guildId() == guildId)
                .toList();
    }

    public List<Channel> directsOf(long userId) {
        return channels().stream()
                .filter(channel -> channel instanceof DirectChannel direct && direct.has(userId))
                .toList();
    }

    // What is allowed

    public void forbid(long channelId, long userId, Permission permission) {
        events.exclusively(() -> {
            permissions.set(channelId, userId, permission, false);
            return permission;
        });
    }

    public void permit(long channelId, long userId, Permission permission) {
        events.exclusively(() -> {
            permissions.set(channelId, userId, permission, true);
            return permission;
        });
    }

    public boolean allows(Channel channel, long userId, Permission permission) {
        return events.exclusively(() -> {
            var belongs = channel instanceof DirectChannel direct
                    ? direct.has(userId)
                    : channel.guildId() != null && isMember(channel.guildId(), userId);
            var granted = permissions.of(channel, userId);
            return belongs && granted.contains(Permission.VIEW_CHANNEL) && granted.contains(permission);
        });
    }

    /** Returns when it is allowed, else throws what Discord answers. */
    public void require(Channel channel, long userId, Permission permission) {
        if (!allows(channel, userId, Permission.VIEW_CHANNEL)) {
            throw Refusal.missingAccess();
        }
        if (!allows(channel, userId, permission)) {
            throw Refusal.missingPermissions();
        }
    }

    private User addUser(String name, boolean bot) {
        return events.exclusively(() -> {
            var user = new User(snowflakes.next(), name, bot);
            users.put(user.id(), user);
            return user;
        });
    }

    List<Attachment> store(List<Upload> uploads, long channelId) {
        var stored = new ArrayList<Attachment>();
        for (var upload : uploads) {
            long id = snowflakes.next();
            var path = Attachment.ROOT + channelId + "/" + id + "/" + upload.filename();
            stored.add(new Attachment(
                    id, upload.filename(), upload.contentType(), upload.description(), path, upload.data()));
        }
        return stored;
    }
}
