package dev.rivulet.app;

import dev.rivulet.Await;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.User;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that {@code run} starts, in this JVM, between a simulated Discord and a fake Ollama, over real sockets. */
final class OneProcess implements AutoCloseable {
    private static final Pattern ORIGIN = Pattern.compile("POST http://localhost:(\\d+)/chat");

    /** What isn't ours runs on threads of its own. */
    private final Vertx outside = Vertx.vertx();

    private final Vertx vertx = Vertx.vertx();
    final Simulator discord = Await.soon("the simulator", Simulator.start(outside, 0));
    FakeOllama ollama = FakeOllama.start(outside);
    private final User bot = discord.world().createBot("Rivulet");
    private final User ada = discord.world().createPerson("Ada");
    private final Form form;
    private final int port;

    /**
     * @param home Rivulet's own directory
     * @param settings as environment variables
     */
    OneProcess(Path home, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DISCORD_API_URL", discord.baseUrl(),
                "DISCORD_TOKEN", discord.world().issueToken(bot.id()),
                "OLLAMA_URL", ollama.url().toString(),
                "OLLAMA_MODEL", FakeOllama.MODEL,
                "RIVULET_DATA_DIR", home.resolve("data").toString(),
                "RIVULET_HTTP_PORT", "0"));
        environment.putAll(settings);
        StringWriter out = new StringWriter();
        form = Await.soon(
                "the form",
                Run.start(
                        vertx,
                        new ConfigLoader(environment, home, home).load(null, Map.of()),
                        new PrintWriter(out, true)));
        Matcher matcher = ORIGIN.matcher(out.toString());
        if (!matcher.find()) {
            throw new AssertionError("no address of the chat API in: " + out);
        }
        port = Integer.parseInt(matcher.group(1));
    }

    /** Of the chat API. */
    int port() {
        return port;
    }

    Channel channel(String name) {
        return discord.world().createChannel(name);
    }

    /** Ada mentions the bot. */
    Message asks(Channel channel, String question) {
        return discord.world().messages().post(channel.id(), ada, bot.mention() + " " + question);
    }

    /** The bot's messages in a channel, oldest first. */
    List<Message> ours(Channel channel) {
        return discord.world().messages().list(channel.id()).stream()
                .filter(message -> message.author().id() == bot.id())
                .toList();
    }

    /** Waits until the bot's reply to a message is so. */
    Message sees(Message question, String what, Predicate<String> content) {
        return Await.found(
                what,
                () -> discord.world().messages().list(question.channelId()).stream()
                        .filter(message -> Long.valueOf(question.id()).equals(message.repliesTo())
                                && content.test(message.content()))
                        .findFirst());
    }

    /** After it was closed, at the same address. */
    void ollamaComesBack() {
        ollama = FakeOllama.start(outside, ollama.port());
    }

    @Override
    public void close() {
        Await.soon("the form's end", form.stop());
        Await.soon("our Vert.x's end", vertx.close());
        ollama.close();
        Await.soon("the other Vert.x's end", outside.close());
    }
}
