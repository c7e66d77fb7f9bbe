package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.bus.AnswerAddress;
import dev.rivulet.bus.AnswerBus;
import dev.rivulet.bus.AnswerWriter;
import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Usage;
import dev.rivulet.config.AnswersConfig;
import dev.rivulet.config.BudgetsConfig;
import dev.rivulet.config.BudgetsConfig.Limits;
import dev.rivulet.config.BudgetsConfig.Softer;
import dev.rivulet.config.DiscordConfig;
import dev.rivulet.config.Secret;
import dev.rivulet.config.StoreConfig;
import dev.rivulet.discord.command.Interactions;
import dev.rivulet.discord.people.Offer;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.Spec;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Components;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.WorldEvent;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.Store;
import dev.rivulet.store.Stores;
import dev.rivulet.telemetry.Trace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A simulated Discord with a person, a channel and our bot on it, and an answerer at the router's address that does what a test says. */
public final class Scene implements AutoCloseable {
    static final Offer OFFER = new Offer() {
        @Override
        public List<String> backends() {
            return List.of("fake", "other");
        }

        @Override
        public List<String> profiles() {
            return List.of("default", "pirate");
        }

        @Override
        public Future<Map<String, List<String>>> models() {
            return Future.succeededFuture(Map.of("fake", List.of("model-1", "model-2")));
        }
    };

    /** The same, while no backend says what models it has. */
    static final Offer HANGING = new Offer() {
        @Override
        public List<String> backends() {
            return OFFER.backends();
        }

        @Override
        public List<String> profiles() {
            return OFFER.profiles();
        }

        @Override
        public Future<Map<String, List<String>>> models() {
            return Promise.<Map<String, List<String>>>promise().future();
        }
    };

    static final Duration SOON = Duration.ofSeconds(20);

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Simulator discord;
    final User bot;
    final User ada;
    final Channel channel;
    final String token;
    final List<WorldEvent.RestExchange> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final Path dataDirectory;
    private static final StoreConfig EMBEDDED = new StoreConfig(StoreConfig.Kind.EMBEDDED, null, null, null);

    private static final BudgetsConfig BUDGETS = new BudgetsConfig(
            new Limits(5, 0),
            new Limits(0, 0),
            new Limits(0, 0),
            new Limits(0, 9_000),
            0,
            new Softer(null, null),
            true);

    private Offer offer = OFFER;
    private @Nullable Store store;
    private boolean diskless;

    /** How long the tokens of interactions are used. */
    Duration tokenLasts = Interactions.TOKEN_LASTS;

    DiscordVerticle verticle;
    private @Nullable String deployed;
    private volatile @Nullable Failure refusal;
    private Optional<Spec> spec = Spec.ifAtHand();

    private Scene(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
        discord = await(Simulator.start(vertx, 0));
        spec.ifPresent(description -> description.watch(discord));
        bot = discord.world().createBot("Rivulet");
        ada = discord.world().createPerson("Ada");
        channel = discord.world().createChannel("general");
        token = discord.world().issueToken(bot.id());
        discord.subscribe(event -> {
            if (event instanceof WorldEvent.RestExchange exchange) {
                requests.add(exchange);
            }
        });
        await(new AnswerBus(vertx).serve(AnswerAddress.ROUTER, (request, writer) -> {
            Failure refused = refusal;
            if (refused != null) {
                throw new FailureException(refused);
            }
            questions.add(new Question(request, writer, Vertx.currentContext()));
        }));
        verticle = verticle(config());
    }

    /** Nobody is logged in yet. */
    static Scene set(Path dataDirectory) {
        return new Scene(dataDirectory);
    }

    /** People may choose from {@link #OFFER}. */
    static Scene choosing(Path dataDirectory) {
        return choosing(dataDirectory, OFFER);
    }

    static Scene choosing(Path dataDirectory, Offer offer) {
        Scene scene = set(dataDirectory);
        scene.offer = offer;
        scene.store = await(Stores.open(scene.vertx, EMBEDDED, dataDirectory));
        scene.logIn(scene.config());
        return scene;
    }

    /** The same on a disk that doesn't outlive the process: a restart has the store alone. */
    static Scene diskless(Path dataDirectory) {
        Scene scene = set(dataDirectory);
        scene.store = await(Stores.open(scene.vertx, EMBEDDED, dataDirectory));
        scene.diskless = true;
        scene.logIn(scene.config());
        return scene;
    }

    /** From now on, the store can't be used. */
    void loseTheStore() {
        Store lost = store;
        store = null;
        if (lost != null) {
            await(lost.close());
        }
    }

    static Scene online(Path dataDirectory) {
        Scene scene = set(dataDirectory);
        scene.logIn(scene.config());
        return scene;
    }

    DiscordConfig config(String... channels) {
        return new DiscordConfig(
                new Secret(token), URI.create(discord.baseUrl()), List.of(channels), 30, 24_000, 8_000);
    }

    DiscordConfig config(int maxUnshown) {
        return new DiscordConfig(new Secret(token), URI.create(discord.baseUrl()), List.of(), 30, 24_000, maxUnshown);
    }

    /** Where there is too much of the same to look at all of it. */
    void trustTheWire() {
        spec = Optional.empty();
    }

    /** The router takes no more questions. */
    void refuseWith(Failure failure) {
        refusal = failure;
    }

    void takeQuestionsAgain() {
        refusal = null;
    }

    DiscordVerticle verticle(DiscordConfig config) {
        DiscordVerticle made = new DiscordVerticle(config, dataDirectory, meters, Trace.disabled(vertx), tokenLasts);
        Store keeper = store;
        if (diskless) {
            made.rememberingIn(keeper);
        }
        return keeper == null
                ? made
                : made.letChoose(keeper, offer).telling(() -> new Budgets(keeper, BUDGETS, InstantSource.system()));
    }

    DiscordConfig config(AnswersConfig answers) {
        return config().with(answers);
    }

    void logIn(DiscordConfig config) {
        verticle = verticle(config);
        deployed = await(vertx.deployVerticle(verticle));
    }

    void logOut() {
        String id = deployed;
        deployed = null;
        if (id != null) {
            await(vertx.undeploy(id));
        }
    }

    public static <T> T await(Future<T> future) {
        return Await.soon(future);
    }

    Message says(User who, String text) {
        return discord.world().messages().post(channel.id(), who, text);
    }

    Message asks(String text) {
        return says(ada, bot.mention() + " " + text);
    }

    Message replies(User who, Message to, String text) {
        return discord.world()
                .messages()
                .post(to.channelId(), who, Draft.text(text).replyingTo(to.id()));
    }

    /** Ada uses a command. */
    Interaction uses(String command, JsonArray options) {
        return uses(ada, channel.id(), command, options);
    }

    Interaction uses(User who, long channelId, String command, JsonArray options) {
        until(
                "the command /" + command,
                () -> discord.world().commands().list(bot.id(), null).stream()
                        .filter(each -> each.name().equals(command))
                        .findFirst());
        return discord.world().interactions().uses().useCommand(who, channelId, bot.id(), command, options);
    }

    /** Somebody uses a command with these options, given as name and value in turn. */
    Interaction uses(User who, long channelId, String command, Object... options) {
        JsonArray given = new JsonArray();
        for (int i = 0; i < options.length; i += 2) {
            given.add(new JsonObject()
                    .put("name", options[i])
                    .put("type", options[i + 1] instanceof Boolean ? 5 : 3)
                    .put("value", options[i + 1]));
        }
        return uses(who, channelId, command, given);
    }

    /** Somebody presses the button of that name under a message. */
    Interaction presses(User who, Message message, String label) {
        String customId = Components.in(discord.world().messages().get(message.channelId(), message.id())).stream()
                .filter(each -> label.equals(each.getString("label")))
                .map(each -> each.getString("custom_id"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + label));
        return discord.world().interactions().uses().press(who, message, customId);
    }

    /** The names of the buttons under a message. */
    static List<String> buttons(Message message) {
        return Components.in(message).stream()
                .map(each -> each.getString("label"))
                .toList();
    }

    /** What only this person sees, in the channel. */
    Message whispered(User who, String part) {
        return whispered(channel.id(), who, part);
    }

    Message whispered(long channelId, User who, String part) {
        return sees(
                channelId,
                "whispered to " + who.name() + ": " + part,
                message -> Objects.equals(message.visibleTo(), who.id())
                        && message.content().contains(part));
    }

    /** What reaches the router next. */
    Question question() {
        try {
            Question question = questions.poll(20, TimeUnit.SECONDS);
            assertThat(question).as("a question reached the router").isNotNull();
            return question;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int questionsWaiting() {
        return questions.size();
    }

    List<Message> ours(long channelId) {
        return discord.world().messages().list(channelId).stream()
                .filter(message -> message.author().id() == bot.id())
                .toList();
    }

    List<Message> ours() {
        return ours(channel.id());
    }

    /** Waits until one of our messages in the channel is so. */
    Message sees(String what, Predicate<Message> so) {
        return sees(channel.id(), what, so);
    }

    Message sees(long channelId, String what, Predicate<Message> so) {
        return await(discord.until(
                what, SOON, () -> ours(channelId).stream().filter(so).findFirst()));
    }

    Message seesText(String part) {
        return sees("our message with: " + part, message -> message.content().contains(part));
    }

    <T> T until(String what, java.util.function.Supplier<Optional<T>> probe) {
        return await(discord.until(what, SOON, probe));
    }

    /** The bodies of all requests so far that wrote a message. */
    List<JsonObject> writes() {
        return requests.stream()
                .filter(each ->
                        each.route().contains("/messages") && !each.method().equals("GET"))
                .map(each -> (JsonObject) each.request())
                .toList();
    }

    double count(String meter) {
        return meters.find(meter).counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }

    @Override
    public void close() {
        logOut();
        loseTheStore();
        await(vertx.close());
        // All that was sent in any of these tests, and all that the simulator said, fits Discord's own description.
        spec.ifPresent(Spec::check);
    }

    /** A question at the router, and the hand that writes its answer. */
    record Question(ChatRequest request, AnswerWriter writer, Context context) {
        /** Starts an answer. */
        Question starts() {
            return writes(new Started(request.requestId(), "fake", "model-1"));
        }

        Question text(String text) {
            return writes(new TextDelta(text));
        }

        Question writes(ChatEvent event) {
            await(Future.<Void>future(
                    done -> context.runOnContext(_ -> writer.write(event).onComplete(done))));
            return this;
        }

        void completes() {
            writes(new Completed(Finish.STOP, Usage.UNKNOWN, Duration.ofMillis(3200)));
        }

        void fails(Failure failure) {
            writes(new ChatEvent.Failed(failure));
        }

        /** Completes when the answer is wanted no more. */
        Future<Failure> cancelled() {
            return Future.future(promise -> context.runOnContext(_ -> writer.cancelHandler(promise::tryComplete)));
        }

        /** Writes a whole answer as fast as back-pressure lets it. */
        Pump pump(String text, int deltaLength) {
            Pump pump = new Pump(writer, text, deltaLength);
            context.runOnContext(_ -> pump.write());
            return pump;
        }

        String last() {
            return request.messages().getLast().content();
        }
    }

    /** A backend that honours back-pressure. */
    static final class Pump {
        private final AnswerWriter writer;
        private final String text;
        private final int deltaLength;
        private final Promise<Void> done = Promise.promise();
        private volatile int written;

        private Pump(AnswerWriter writer, String text, int deltaLength) {
            this.writer = writer;
            this.text = text;
            this.deltaLength = deltaLength;
            writer.drainHandler(_ -> write());
        }

        private void write() {
            while (!writer.writeQueueFull() && !done.future().isComplete()) {
                if (written == text.length()) {
                    writer.write(new Completed(Finish.STOP, Usage.UNKNOWN, Duration.ofMillis(3200)));
                    done.complete();
                } else {
                    int end = Math.min(text.length(), written + deltaLength);
                    writer.write(new TextDelta(text.substring(written, end)));
                    written = end;
                }
            }
        }

        int written() {
            return written;
        }

        Future<Void> done() {
            return done.future();
        }
    }
}
