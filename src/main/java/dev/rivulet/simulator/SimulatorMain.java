package dev.rivulet.simulator;

import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RouteKind;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The simulator as a process of its own: {@code java -cp … dev.rivulet.simulator.SimulatorMain --port 0}.
 *
 * <p>Prints one line of JSON to standard output once it listens: {@code {baseUrl, botId, botToken, personId, personToken, guildId,
 * channelId}}. The person chats over the HTTP API, with {@code Authorization: <personToken>}.
 */
public final class SimulatorMain {
    private static final String USAGE = """
            Usage: SimulatorMain [--port PORT] [--limit KIND=REQUESTS/SECONDS]... [--exit-with-parent]
              --port PORT          where to listen on 127.0.0.1; 0 (the default) takes any free port
              --limit KIND=N/S     N requests of a kind in S seconds and channel, such as message_edit=5/5
              --exit-with-parent   ends when the process that started it ends
            """;

    private static final Pattern LIMIT = Pattern.compile("(\\w+)=(\\d+)/(\\d+(?:\\.\\d+)?)");
    private static final long START_SECONDS = 30;

    private SimulatorMain() {}

    public static void main(String[] args) throws Exception {
        var vertx = Vertx.vertx();
        try {
            run(vertx, args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    private static void run(Vertx vertx, String[] args) throws Exception {
        var simulator = Simulator.start(vertx, Integer.parseInt(option(args, "--port", "0")))
                .await(START_SECONDS, TimeUnit.SECONDS);
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--port" -> i++;
                case "--limit" -> limit(simulator, ++i < args.length ? args[i] : "");
                case "--exit-with-parent" ->
                    ProcessHandle.current()
                            .parent()
                            .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
                default -> throw new IllegalArgumentException("Unknown option " + args[i] + ".");
            }
        }
        System.out.println(inhabit(simulator).encode());
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }

    private static void limit(Simulator simulator, String value) {
        var matcher = LIMIT.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--limit takes KIND=REQUESTS/SECONDS, not '" + value + "'.");
        }
        long millis = Math.round(Double.parseDouble(matcher.group(3)) * 1000);
        simulator
                .limits()
                .set(
                        RouteKind.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                        new Limit(Integer.parseInt(matcher.group(2)), Duration.ofMillis(millis)));
    }

    private static JsonObject inhabit(Simulator simulator) {
        var world = simulator.world();
        var bot = world.createBot("rivulet");
        var person = world.createPerson("ana");
        var channel = world.createChannel("general");
        return new JsonObject()
                .put("baseUrl", simulator.baseUrl())
                .put("botId", Long.toString(bot.id()))
                .put("botToken", world.issueToken(bot.id()))
                .put("personId", Long.toString(person.id()))
                .put("personToken", world.issueToken(person.id()))
                .put("guildId", Long.toString(world.home().id()))
                .put("channelId", Long.toString(channel.id()));
    }
}
