package dev.rivulet.discord;

import dev.rivulet.config.AccessConfig;
import dev.rivulet.config.DiscordConfig;
import dev.rivulet.config.Secret;
import dev.rivulet.discord.answer.Steps;
import dev.rivulet.discord.client.Application;
import dev.rivulet.discord.client.BudgetNews;
import dev.rivulet.discord.client.Connected;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordClients;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Gateway;
import dev.rivulet.discord.client.Gateway.Happening;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.Limits;
import dev.rivulet.discord.client.Login;
import dev.rivulet.discord.client.LoginException;
import dev.rivulet.discord.command.Interactions;
import dev.rivulet.discord.history.Memory;
import dev.rivulet.discord.people.Choices;
import dev.rivulet.discord.people.Offer;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.JsonFile;
import dev.rivulet.store.SavedJson;
import dev.rivulet.store.Store;
import dev.rivulet.store.StoredJson;
import dev.rivulet.telemetry.LogKeys;
import dev.rivulet.telemetry.Trace;
import discord4j.core.DiscordClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bot on Discord. Deployed once: it is deployed when it is online, or failed with a {@link LoginException} that says what to change.
 *
 * <p>Asks {@link dev.rivulet.bus.AnswerAddress#ROUTER} whatever people ask it. All methods may be called from any thread.
 */
public final class DiscordVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DiscordVerticle.class);
    private static final Duration ONLINE = Duration.ofSeconds(60);
    private static final int LOGIN_ATTEMPTS = 4;

    /** A window of the channel's budget may have to pass before an interrupted answer can be marked. */
    private static final Duration LAST_WRITES = Duration.ofSeconds(7);

    private final DiscordConfig config;
    private final Path dataDirectory;
    private final Duration tokenLasts;
    private @Nullable Store store;
    private @Nullable Store remembering;
    private Offer offer = Offer.NOTHING;
    private Supplier<Budgets> budgets = Budgets::none;
    private final Steps steps;
    private final Promise<Void> online = Promise.promise();
    private final Promise<Void> fatal = Promise.promise();
    private @Nullable Future<Void> drained;
    private @Nullable Gateway gateway;
    private @Nullable Bot bot;
    private volatile @Nullable Connected connected;
    private volatile AccessConfig access = AccessConfig.everybody();

    /**
     * @param dataDirectory where the little is kept that a restart needs; need not exist
     * @param trace hears of each question's way
     */
    public DiscordVerticle(DiscordConfig config, Path dataDirectory, MeterRegistry meters, Trace trace) {
        this(config, dataDirectory, meters, trace, Interactions.TOKEN_LASTS);
    }

    /** For tests of what happens when the tokens of interactions run out. */
    DiscordVerticle(DiscordConfig config, Path dataDirectory, MeterRegistry meters, Trace trace, Duration tokenLasts) {
        this.config = config;
        this.tokenLasts = tokenLasts;
        this.dataDirectory = dataDirectory;
        this.steps = new Steps(meters, trace);
    }

    /** Says who is answered, before it is deployed or while it runs: everybody, until this is called. */
    public DiscordVerticle answering(AccessConfig who) {
        access = who;
        Context running = context;
        if (running != null) {
            running.runOnContext(_ -> {
                Bot known = bot;
                if (known != null) {
                    known.doorkeeper().change(who);
                }
            });
        }
        return this;
    }

    /** Lets people see what is used of these. To be called before it is deployed, or nothing seems to be limited. */
    public DiscordVerticle telling(Supplier<Budgets> what) {
        budgets = what;
        return this;
    }

    /**
     * Lets people choose, and keeps what they chose. To be called before it is deployed, or nothing can be chosen.
     *
     * @return this
     */
    public DiscordVerticle letChoose(Store keeper, Offer from) {
        store = keeper;
        offer = from;
        return this;
    }

    /**
     * Keeps what a restart needs in a store instead of the data directory, which may not outlive the process. To be called before it is
     * deployed.
     *
     * @return this
     */
    public DiscordVerticle rememberingIn(Store shared) {
        remembering = shared;
        return this;
    }

    @Override
    public Future<?> start() {
        Secret token = config.token();
        if (token == null) {
            return Future.failedFuture(LoginException.wrongToken());
        }
        Limits limits = new Limits(news -> context.runOnContext(_ -> hear(news)), steps::limited);
        return DiscordClients.create(vertx, token, config.apiUrl(), limits)
                .compose(client -> new Login(vertx, context, client, config.apiUrl())
                        .application(LOGIN_ATTEMPTS)
                        .compose(application -> Memory.load(vertx, saved(application.id()))
                                .compose(loaded -> connect(client, application, loaded))));
    }

    private SavedJson saved(String bot) {
        return remembering == null
                ? new JsonFile(vertx, dataDirectory.resolve("discord.json"))
                : new StoredJson(remembering, "discord/" + bot);
    }

    private Future<Void> connect(DiscordClient client, Application application, Memory loaded) {
        connected = application.connected(config);
        bot = Bot.of(
                vertx,
                context,
                client,
                application,
                config,
                loaded,
                access,
                new Choices(store, offer),
                budgets,
                tokenLasts,
                steps);
        Gateway connection =
                Gateway.connect(client, application.messageContent(), loaded.session(), context, this::happened);
        gateway = connection;
        loaded.keep(connection::session);
        connection
                .failedLogin()
                .onFailure(cause ->
                        online.tryFail(LoginException.unreachable(config.apiUrl(), DiscordApi.translate(cause))));
        return online.future()
                .timeout(ONLINE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(
                        cause instanceof LoginException
                                ? cause
                                : LoginException.unreachable(config.apiUrl(), DiscordApi.translate(cause))));
    }

    private void hear(BudgetNews news) {
        Bot known = bot;
        if (known != null) {
            known.writer().hear(news);
        }
    }

    private void happened(Happening happening) {
        Bot known = bot;
        if (known == null) {
            return;
        }
        switch (happening) {
            case Happening.Said(DiscordMessage message) -> known.listener().said(message);
            case Happening.Used(Interaction interaction) -> known.interactions().used(interaction);
            case Happening.Deleted deleted -> known.listener().deleted(deleted);
            case Happening.Edited edited -> known.listener().edited(edited);
            case Happening.Server(String guildId, String locale) ->
                known.languages().server(guildId, locale);
            case Happening.Afresh _ -> {
                cameOnline(known);
                known.absence().catchUp();
            }
            case Happening.Resumed _ -> {
                if (cameOnline(known)) {
                    known.absence().catchUp();
                }
            }
            case Happening.Lost(int closeCode) -> {
                LoginException reason = LoginException.closed(closeCode);
                if (!online.tryFail(reason)) {
                    LOG.atError().addKeyValue(LogKeys.DETAIL, closeCode).log("{}", reason.getMessage());
                    fatal.tryFail(reason);
                }
            }
        }
    }

    /** Whether it is the first time: only then, state from the process before is of use. */
    private boolean cameOnline(Bot known) {
        boolean first = online.tryComplete();
        if (first) {
            known.absence().markUnfinished();
            known.interactions().register();
        }
        return first;
    }

    /** What the login found out; null before the verticle is deployed. */
    public @Nullable Connected connected() {
        return connected;
    }

    /** Whether Discord's gateway answers just now. Never fails. */
    public Future<Boolean> answered() {
        return Future.future(promise -> context.runOnContext(_ -> {
            Gateway connection = gateway;
            (connection == null ? Future.succeededFuture(false) : connection.answers()).onComplete(promise);
        }));
    }

    /** Fails, with a {@link LoginException}, when the connection is lost for good after it stood; never completes otherwise. */
    public Future<Void> fatal() {
        return fatal.future();
    }

    /**
     * Takes no more questions (whoever asks is told to wait), lets the answers in flight finish, marks what isn't finished after the grace
     * as interrupted, and leaves Discord. Completes at most some 10 seconds after the grace. Never fails.
     */
    public Future<Void> drain(Duration grace) {
        return Future.future(promise -> context.runOnContext(_ -> {
            Future<Void> running = drained;
            if (running == null) {
                running = leave(grace);
                drained = running;
            }
            running.onComplete(promise);
        }));
    }

    private Future<Void> leave(Duration grace) {
        Bot known = bot;
        Gateway connection = gateway;
        if (known == null || connection == null) {
            return Future.succeededFuture();
        }
        return known.answers()
                .drain(grace, LAST_WRITES)
                .eventually(connection::logout)
                .eventually(known.memory()::close)
                .otherwiseEmpty();
    }

    @Override
    public Future<?> stop() {
        return drain(Duration.ZERO);
    }
}
