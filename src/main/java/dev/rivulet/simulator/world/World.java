package dev.rivulet.simulator.world;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
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
    private static final int USUAL_ARCHIVE_MINUTES = 1440;

    private final Events events;
    private final Snowflakes snowflakes;
    private final InstantSource clock;
    private final Accounts accounts = new Accounts(this);
    private final Guilds guilds = new Guilds(this);
    private final Channels channels = new Channels(this);
    private final Permissions permissions = new Permissions();
    private final Messages messages;
    private final Commands commands;
    private final Interactions interactions;
    private final Members members = new Members(this);
    private final Guild home;

    /** A world with one server, named {@code Home}, and its owner in it. */
    public World(Vertx vertx, InstantSource clock) {
        this.clock = clock;
        this.events = new Events(vertx);
        this.snowflakes = new Snowflakes(clock);
        this.messages = new Messages(this);
        this.commands = new Commands(this);
        this.interactions = new Interactions(this);
        home = guilds.create("Home", accounts.addPerson("owner"));
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

    /** What people are in their servers: roles, permissions, languages. */
    public Members members() {
        return members;
    }

    InstantSource clock() {
        return clock;
    }

    long nextId() {
        return snowflakes.next();
    }

    // Who there is

    /** A person, member of {@link #home()}. */
    public User createPerson(String name) {
        return events.exclusively(() -> guilds.join(home.id(), accounts.addPerson(name)));
    }

    /** A bot with an application of its own, member of {@link #home()}. */
    public User createBot(String name) {
        return events.exclusively(() -> guilds.join(home.id(), accounts.addBot(name)));
    }

    /** A token to log in with; a user may have several. */
    public String issueToken(long userId) {
        return accounts.tokens().issue(user(userId).id());
    }

    /** Makes a token valid that was made elsewhere. Clients expect its first part to be the base64 of the user's id. */
    public void acceptToken(String token, long userId) {
        accounts.tokens().accept(token, user(userId).id());
    }

    public void revokeToken(String token) {
        accounts.tokens().revoke(token);
    }

    public Optional<User> ownerOfToken(String token) {
        return accounts.tokens().ownerOf(token).map(this::user);
    }

    public User user(long id) {
        return findUser(id).orElseThrow(Refusal::unknownUser);
    }

    public Optional<User> findUser(long id) {
        return events.exclusively(() -> accounts.find(id));
    }

    public List<User> users() {
        return events.exclusively(accounts::all);
    }

    public BotApplication application(long id) {
        return events.exclusively(() -> accounts.application(id));
    }

    /** Replaces the application of the same id: its switches in the developer portal. */
    public void update(BotApplication application) {
        events.exclusively(() -> accounts.update(application));
    }

    // Servers

    /** The server that is there from the start, and in which people and bots are unless told otherwise. */
    public Guild home() {
        return home;
    }

    public Guild createGuild(String name, long ownerId) {
        return events.exclusively(() -> guilds.create(name, user(ownerId)));
    }

    public User join(long guildId, User user) {
        return events.exclusively(() -> guilds.join(guildId, user));
    }

    public Guild guild(long id) {
        return events.exclusively(() -> guilds.get(id));
    }

    public List<Guild> guildsOf(long userId) {
        return events.exclusively(() -> guilds.of(userId));
    }

    public List<User> membersOf(long guildId) {
        return events.exclusively(() -> guilds.membersOf(guildId));
    }

    public boolean isMember(long guildId, long userId) {
        return events.exclusively(() -> guilds.isMember(guildId, userId));
    }

    // Channels

    /** A text channel of {@link #home()}. */
    public Channel createChannel(String name) {
        return createChannel(home.id(), name, null);
    }

    public Channel createChannel(long guildId, String name, @Nullable String topic) {
        return events.exclusively(() -> channels.create(guildId, name, topic));
    }

    /** A thread that belongs to no message. */
    public Channel createThread(long parentId, User owner, String name) {
        return createThread(parentId, owner, name, USUAL_ARCHIVE_MINUTES, false);
    }

    public Channel createThread(
            long parentId, User owner, String name, int autoArchiveMinutes, boolean invitationOnly) {
        return events.exclusively(
                () -> channels.createThread(parentId, owner, name, autoArchiveMinutes, invitationOnly));
    }

    /** A thread below a message, with the message's id. */
    public Channel createThread(long parentId, long messageId, User owner, String name) {
        return createThread(parentId, messageId, owner, name, USUAL_ARCHIVE_MINUTES);
    }

    public Channel createThread(long parentId, long messageId, User owner, String name, int autoArchiveMinutes) {
        return events.exclusively(() -> channels.createThread(parentId, messageId, owner, name, autoArchiveMinutes));
    }

    /** A thread's owner, or somebody who manages threads, changes it: another name, into the archive, out of it. */
    public Channel change(ThreadChannel changed, User by) {
        return events.exclusively(() -> channels.change(changed, by));
    }

    /** The direct conversation of two, made when it isn't there yet. */
    public Channel openDirect(User one, User other) {
        return events.exclusively(() -> channels.openDirect(one, other));
    }

    /** Replaces the channel of the same id. */
    public Channel update(Channel channel) {
        return events.exclusively(() -> channels.update(channel));
    }

    public Channel deleteChannel(long id) {
        return events.exclusively(() -> channels.delete(id));
    }

    public Channel channel(long id) {
        return events.exclusively(() -> channels.get(id));
    }

    public List<Channel> channels() {
        return events.exclusively(channels::all);
    }

    /** A server's channels and threads. */
    public List<Channel> channelsOf(long guildId) {
        return events.exclusively(() -> channels.ofGuild(guildId));
    }

    public List<Channel> directsOf(long userId) {
        return events.exclusively(() -> channels.directsOf(userId));
    }

    // What is allowed

    public void forbid(long channelId, long userId, Permission permission) {
        set(channelId, userId, permission, false);
    }

    public void permit(long channelId, long userId, Permission permission) {
        set(channelId, userId, permission, true);
    }

    private void set(long channelId, long userId, Permission permission, boolean allowed) {
        events.exclusively(() -> {
            permissions.set(channelId, userId, permission, allowed);
            return permission;
        });
    }

    public boolean allows(Channel channel, long userId, Permission permission) {
        return events.exclusively(() -> {
            var belongs = channel instanceof DirectChannel direct
                    ? direct.has(userId)
                    : channel.guildId() != null && isMember(channel.guildId(), userId);
            var granted = permissions.of(channel, userId, base(channel, userId));
            return belongs && granted.contains(Permission.VIEW_CHANNEL) && granted.contains(permission);
        });
    }

    private Set<Permission> base(Channel channel, long userId) {
        var guildId = channel.guildId();
        return guildId == null ? Permissions.USUAL : members.permissionsOf(guildId, userId);
    }

    /** All that somebody may do in a channel. */
    public Set<Permission> permissionsIn(Channel channel, long userId) {
        return events.exclusively(() -> permissions.of(channel, userId, base(channel, userId)));
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
}
