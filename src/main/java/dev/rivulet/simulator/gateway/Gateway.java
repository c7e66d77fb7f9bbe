package dev.rivulet.simulator.gateway;

import dev.rivulet.simulator.json.GuildJson;
import dev.rivulet.simulator.json.Ids;
import dev.rivulet.simulator.json.MessageJson;
import dev.rivulet.simulator.json.UserJson;
import dev.rivulet.simulator.world.BotApplication;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Logs clients in, lets them resume, and tells each session what it may hear. Its state is guarded by the world's lock. */
public final class Gateway {
    private final Vertx vertx;
    private final World world;
    private final InstantSource clock;
    private final String url;
    private final GatewayFaults faults = new GatewayFaults(this);
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private volatile Duration heartbeatInterval = Duration.ofMillis(41_250);

    /** @param origin such as {@code http://127.0.0.1:4000} */
    public Gateway(Vertx vertx, World world, InstantSource clock, String origin) {
        this.vertx = vertx;
        this.clock = clock;
        this.world = world;
        this.url = origin.replaceFirst("^http", "ws");
        var dispatches = new Dispatches(world, new MessageJson(world, origin));
        world.events().subscribe(event -> sessions.values().forEach(session -> dispatches.to(session, event)));
    }

    public GatewayFaults faults() {
        return faults;
    }

    /** How often clients that connect from now on are to send heartbeats. */
    public void setHeartbeatInterval(Duration interval) {
        heartbeatInterval = interval;
    }

    /** Whether the user has a session whose connection stands. */
    public boolean isOnline(long userId) {
        return world.events()
                .exclusively(() -> sessions.values().stream()
                        .anyMatch(session -> session.user.id() == userId && session.connection() != null));
    }

    /** Completes when every connection that stands now has ended. */
    public Future<Void> over() {
        return Future.all(connections().stream().map(Connection::over).toList()).mapEmpty();
    }

    public void accept(ServerWebSocket socket) {
        var connection = new Connection(this, socket, vertx.getOrCreateContext());
        world.events().exclusively(() -> connections.add(connection));
        connection.hello(heartbeatInterval.toMillis());
    }

    /** @param goodbye whether the client said that it won't resume, by closing with 1000 or 1001 */
    void lost(Connection connection, boolean goodbye) {
        world.events().exclusively(() -> {
            connections.remove(connection);
            var session = connection.session();
            if (session != null) {
                session.detach(connection, clock.instant());
                if (goodbye) {
                    sessions.remove(session.id);
                }
            }
            return connection;
        });
    }

    void received(Connection connection, JsonObject payload) {
        world.events().exclusively(() -> {
            sessions.values().removeIf(session -> session.isOver(clock.instant()));
            switch (payload.getInteger("op", -1)) {
                case Opcode.HEARTBEAT -> {
                    if (faults.acknowledges()) {
                        connection.control(Opcode.HEARTBEAT_ACK, null);
                    } else {
                        connection.diesSilently();
                    }
                }
                case Opcode.IDENTIFY -> identify(connection, payload.getJsonObject("d", new JsonObject()));
                case Opcode.RESUME -> resume(connection, payload.getJsonObject("d", new JsonObject()));
                case Opcode.PRESENCE_UPDATE, Opcode.VOICE_STATE_UPDATE, Opcode.REQUEST_GUILD_MEMBERS -> {
                    if (connection.session() == null) {
                        connection.close(CloseCode.NOT_AUTHENTICATED);
                    }
                }
                default -> connection.close(CloseCode.UNKNOWN_OPCODE);
            }
            return payload;
        });
    }

    private void identify(Connection connection, JsonObject data) {
        if (connection.session() != null) {
            connection.close(CloseCode.ALREADY_AUTHENTICATED);
            return;
        }
        var user = world.ownerOfToken(data.getString("token", ""));
        int intents = data.getInteger("intents", -1);
        if (user.isEmpty()) {
            connection.close(CloseCode.AUTHENTICATION_FAILED);
        } else if (!Intent.areValid(intents)) {
            connection.close(CloseCode.INVALID_INTENTS);
        } else if (!isAllowed(user.get(), intents)) {
            connection.close(CloseCode.DISALLOWED_INTENTS);
        } else {
            start(connection, new Session(UUID.randomUUID().toString().replace("-", ""), user.get(), intents));
        }
    }

    /** Privileged intents have to be switched on in the portal. */
    private boolean isAllowed(User user, int intents) {
        if (!user.bot()) {
            return true;
        }
        BotApplication application = world.application(user.id());
        return (!Intent.MESSAGE_CONTENT.in(intents) || application.messageContent())
                && (!Intent.GUILD_MEMBERS.in(intents) || application.guildMembers())
                && (!Intent.GUILD_PRESENCES.in(intents) || application.presence());
    }

    private void start(Connection connection, Session session) {
        sessions.put(session.id, session);
        session.attach(connection);
        connection.belongsTo(session);
        var guilds = world.guildsOf(session.user.id());
        var unavailable = new JsonArray();
        guilds.forEach(guild ->
                unavailable.add(new JsonObject().put("id", Ids.of(guild.id())).put("unavailable", true)));
        var ready = new JsonObject()
                .put("v", 10)
                .put("user", UserJson.self(world, session.user))
                .put("guilds", unavailable)
                .put("session_id", session.id)
                .put("session_type", "normal")
                .put("resume_gateway_url", url)
                .put("shard", new JsonArray().add(0).add(1))
                .put("private_channels", new JsonArray())
                .put("relationships", new JsonArray())
                .put("user_settings", new JsonObject())
                .put("geo_ordered_rtc_regions", new JsonArray());
        int flags = session.user.bot() ? world.application(session.user.id()).flags() : 0;
        ready.put(
                "application",
                new JsonObject().put("id", Ids.of(session.user.id())).put("flags", flags));
        session.dispatch("READY", ready);
        if (session.has(Intent.GUILDS)) {
            guilds.forEach(guild -> session.dispatch("GUILD_CREATE", GuildJson.event(world, guild, session.user)));
        }
    }

    private void resume(Connection connection, JsonObject data) {
        var session = sessions.get(data.getString("session_id", ""));
        int last = data.getInteger("seq", 0);
        var user = world.ownerOfToken(data.getString("token", ""));
        if (user.isEmpty()) {
            connection.close(CloseCode.AUTHENTICATION_FAILED);
        } else if (session == null || session.user.id() != user.get().id() || !session.canReplayAfter(last)) {
            connection.control(Opcode.INVALID_SESSION, false);
        } else {
            var older = session.connection();
            if (older != null && older != connection) {
                older.close(CloseCode.UNKNOWN_ERROR);
            }
            session.attach(connection);
            connection.belongsTo(session);
            session.after(last).forEach(connection::send);
            session.dispatch("RESUMED", new JsonObject());
        }
    }

    void tell(String event, JsonObject data) {
        world.events().exclusively(() -> {
            sessions.values().forEach(session -> session.dispatch(event, data));
            return data;
        });
    }

    List<Connection> connections() {
        return world.events().exclusively(() -> List.copyOf(connections));
    }

    Instant now() {
        return clock.instant();
    }

    /** Forgets the session of a connection, so that it can't be resumed. */
    void forgetSession(Connection connection) {
        world.events().exclusively(() -> {
            Optional.ofNullable(connection.session()).ifPresent(session -> {
                session.detach(connection, clock.instant());
                sessions.remove(session.id);
            });
            return connection;
        });
        connection.leavesSession();
    }
}
