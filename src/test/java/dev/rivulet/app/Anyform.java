package dev.rivulet.app;

import dev.rivulet.Await;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Components;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.MessageKind;
import dev.rivulet.simulator.world.User;
import dev.rivulet.standin.ApiOptions;
import dev.rivulet.standin.SignatureCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Rivulet in front of a simulated Discord and a {@link ScriptedModel}, in one process or split in two, with everything between that the
 * form has: signatures, gateway, and routers in JVMs of their own.
 */
final class Anyform implements AutoCloseable {
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /** Ten at once, on a machine with two cores and more to do. */
    private static final Duration PROCESSES_START = Duration.ofMinutes(3);

    private static final Set<MessageKind> SAID =
            EnumSet.of(MessageKind.DEFAULT, MessageKind.REPLY, MessageKind.COMMAND_ANSWER);

    /** What isn't ours runs on threads of its own. */
    private final Vertx outside = Vertx.vertx();

    private final Vertx vertx = Vertx.vertx();
    final @Nullable ScriptedModel model;
    final Simulator discord = Await.soon("the simulator", Simulator.start(outside, 0));
    final User bot = discord.world().createBot("Rivulet");
    final User ada = discord.world().createPerson("Ada");

    /** Where every question gets a thread of its own, with a title from the backend. */
    final Channel threads = discord.world().createChannel("threads");

    /** Where everything that is said is for the bot. */
    final Channel open = discord.world().createChannel("open");

    /** Where nobody is answered. */
    final Channel closed = discord.world().createChannel("closed");

    final @Nullable FarHalf far;
    private final Form form;

    private Anyform(
            @Nullable ScriptedModel model, Path home, @Nullable FarHalf far, URI chat, Map<String, String> settings) {
        this.model = model;
        this.far = far;
        Map<String, String> environment = new HashMap<>(Map.of(
                "DISCORD_API_URL", discord.baseUrl(),
                "DISCORD_TOKEN", discord.world().issueToken(bot.id()),
                "RIVULET_DATA_DIR", home.resolve("data").toString(),
                "RIVULET_HTTP_PORT", "0",
                "RIVULET_CONFIG",
                        file(home, "near.yaml", """
                                        discord:
                                          channels: ["%d"]
                                          answers: {codeFiles: 2500, rules: [{channel: "%d", place: thread}]}
                                        access: {channels: {deny: ["%d"]}}
                                        """.formatted(open.id(), threads.id(), closed.id()))
                                .toString(),
                "RIVULET_CHAT_URL", chat.toString()));
        environment.putAll(settings);
        var loaded = new ConfigLoader(environment, home, home).load(null, Map.of());
        PrintWriter out = new PrintWriter(new StringWriter(), true);
        form = Await.soon(
                "the form",
                model != null && far == null ? Run.start(vertx, loaded, out) : Listen.start(vertx, loaded, out));
    }

    static Anyform oneProcess(ScriptedModel model, Path home) {
        return new Anyform(model, home, null, model.chat(), Map.of());
    }

    /**
     * @param most routers at a time
     * @param farSettings of the far half
     */
    static Anyform split(
            ScriptedModel model, Path home, int most, ApiOptions options, Map<String, String> farSettings) {
        // Where every program with AWS's library finds credentials first.
        System.setProperty("aws.accessKeyId", KEY);
        System.setProperty("aws.secretAccessKey", SECRET);
        FarHalf far = Await.soon(
                "the far half",
                FarHalf.start(
                        Vertx.vertx(),
                        options.with(new SignatureCheck(
                                Map.of(
                                        KEY,
                                        new SignatureCheck.Principal(
                                                SECRET, "arn:aws:iam::123456789012:user/listener")),
                                Clock.systemUTC())),
                        most,
                        variables -> {
                            variables
                                    .keySet()
                                    .removeIf(name -> name.startsWith("RIVULET_") || name.startsWith("OLLAMA_"));
                            variables.putAll(farSettings);
                            variables.put("RIVULET_CHAT_URL", model.chat().toString());
                            variables.put(
                                    "RIVULET_CONFIG",
                                    file(home, "far.yaml", "log: {level: WARN}\n")
                                            .toString());
                        },
                        List.of()));
        Await.within(
                PROCESSES_START,
                "more routers",
                Future.all(IntStream.range(1, most)
                        .mapToObj(_ -> far.lambda().warmUp())
                        .toList()));
        Map<String, String> near = Map.of("RIVULET_CHAT_AUTH", "iam", "RIVULET_CHAT_REGION", "eu-central-1");
        return new Anyform(model, home, far, far.chat(), near);
    }

    /** The headers that our listener's role signs such a request with. */
    static Map<String, String> signature(String method, URI uri, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(KEY, SECRET))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.fromValue(method))
                                .uri(uri)
                                .putHeader("Content-Type", "application/json")
                                .build())
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1"))
                .request()
                .headers()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        // Java's client sends its own, and says the same.
        headers.remove("Host");
        return headers;
    }

    /** The listener alone, whose router is at that address, or isn't. */
    static Anyform listening(URI chat, Path home, Map<String, String> settings) {
        return new Anyform(null, home, null, chat, settings);
    }

    private static Path file(Path home, String name, String yaml) {
        try {
            return Files.writeString(Files.createDirectories(home).resolve(name), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Channel channel(String name) {
        return discord.world().createChannel(name);
    }

    /** Ada mentions the bot. */
    Message asks(Channel channel, String question) {
        return asks(ada, channel, question);
    }

    /** Somebody mentions the bot. */
    Message asks(User who, Channel channel, String question) {
        return discord.world().messages().post(channel.id(), who, bot.mention() + " " + question);
    }

    Message asks(Channel channel, Draft draft) {
        return discord.world().messages().post(channel.id(), ada, draft);
    }

    /** Ada uses the command {@code /ask}. */
    void uses(Channel channel, String question, boolean secret) {
        uses(ada, channel, question, secret);
    }

    /** Somebody uses the command {@code /ask}. */
    void uses(User who, Channel channel, String question, boolean secret) {
        uses(
                who,
                channel,
                "ask",
                new JsonObject().put("name", "question").put("type", 3).put("value", question),
                new JsonObject().put("name", "private").put("type", 5).put("value", secret));
    }

    /** Ada uses a command without options. */
    void uses(Channel channel, String command) {
        uses(ada, channel, command);
    }

    /** Somebody uses a command. */
    void uses(User who, Channel channel, String command, JsonObject... options) {
        Await.found(
                "the commands",
                () -> discord.world().commands().list(bot.id(), null).stream().findFirst());
        discord.world()
                .interactions()
                .uses()
                .useCommand(who, channel.id(), bot.id(), command, new JsonArray(List.of(options)));
    }

    /** Ada presses the button of that name under a message. */
    void presses(Message message, String label) {
        Components.in(discord.world().messages().get(message.channelId(), message.id())).stream()
                .filter(button -> label.equals(button.getString("label")))
                .findFirst()
                .ifPresentOrElse(
                        button -> discord.world()
                                .interactions()
                                .uses()
                                .press(ada, message, button.getString("custom_id")),
                        () -> {
                            throw new AssertionError("no button " + label);
                        });
    }

    /** What the bot said in a channel, oldest first; not what Discord says of what it did. */
    List<Message> ours(Channel channel) {
        return discord.world().messages().list(channel.id()).stream()
                .filter(message -> message.author().id() == bot.id() && SAID.contains(message.kind()))
                .toList();
    }

    /** Waits until the bot's newest message there is so. */
    Message sees(Channel channel, String what, Predicate<String> content) {
        return Await.found(
                what + ", not " + ours(channel).stream().map(Message::content).toList(),
                () -> ours(channel).reversed().stream()
                        .limit(1)
                        .filter(message -> content.test(message.content()))
                        .findFirst());
    }

    @Override
    public void close() {
        Await.soon("the form's end", form.stop());
        Await.soon("our Vert.x's end", vertx.close());
        if (far != null) {
            Await.soon("the far half's end", far.close());
        }
        Await.soon("the other Vert.x's end", outside.close());
    }
}
