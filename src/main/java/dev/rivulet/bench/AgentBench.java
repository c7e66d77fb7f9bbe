package dev.rivulet.bench;

import dev.rivulet.backend.BackendVerticle;
import dev.rivulet.backend.agentcore.AgentCoreBackend;
import dev.rivulet.backend.ollama.OllamaBackend;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.config.HttpConfig;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.http.HttpServerVerticle;
import dev.rivulet.router.RouterVerticle;
import dev.rivulet.store.Budgets;
import dev.rivulet.telemetry.Trace;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * What an agent's token costs on its way to a caller of {@code /chat}, beside one of Ollama's, and what many answers at once cost in
 * threads and memory. All of it over real sockets on loopback, in one JVM and by one clock, through the HTTP end, the router and the
 * backends of {@code serve}; a first round that isn't counted warms the JVM up.
 */
public final class AgentBench {
    static final String HEAD = "| what | tokens | median delay | p99 delay |";

    private static final String AGENT = RivuletConfig.AGENTCORE;
    private static final String OLLAMA = RivuletConfig.OLLAMA;
    private static final int CROWD = 500;
    private static final int ALONGSIDE = 50;

    private static final String CROWDED = CROWD + " answers of " + AGENT + " at once, 4 tokens a second each";

    private static final double MEDIAN_MILLIS = 10;
    private static final int MORE_THREADS = 5;
    private static final double MORE_HEAP = 0.10;
    /** Beside one who reads nothing, and never counted below this: so little is noise. */
    private static final double P99_FACTOR = 2;

    private static final double NOISE_MILLIS = 5;

    private static final Duration STILL_FOR = Duration.ofSeconds(1);
    private static final Duration STALL_WITHIN = Duration.ofMinutes(1);

    private final PrintWriter out;
    private final List<String> misses = new ArrayList<>();

    public AgentBench(PrintWriter out) {
        this.out = out;
    }

    /** Measures, prints a table, and gives what missed its target. */
    public List<String> run() throws IOException {
        // The SDK wants some; nobody looks at them here.
        System.setProperty("aws.accessKeyId", "bench");
        System.setProperty("aws.secretAccessKey", "bench");
        Vertx vertx = Vertx.vertx();
        Vertx outside = Vertx.vertx();
        Path home = Files.createTempDirectory("rivulet-bench");
        try {
            TokenServer server = await(TokenServer.start(outside));
            int port = serve(vertx, server, home);
            ChatCaller caller = new ChatCaller(outside, port, 2 * CROWD);
            measure(caller, server);
        } catch (TimeoutException e) {
            throw new IOException("an answer did not come in time", e);
        } finally {
            vertx.close().await();
            outside.close().await();
        }
        return List.copyOf(misses);
    }

    private static int serve(Vertx vertx, TokenServer server, Path home) throws TimeoutException {
        RivuletConfig config = new ConfigLoader(
                        Map.of(
                                "AGENTCORE_RUNTIME_ARN", TokenServer.ARN,
                                "RIVULET_AGENTCORE_ENDPOINT", server.url().toString(),
                                "OLLAMA_URL", server.url().toString(),
                                "OLLAMA_MODEL", "bench",
                                "RIVULET_DATA_DIR", home.toString(),
                                "RIVULET_ROUTER_MAX_IN_FLIGHT", String.valueOf(2 * CROWD),
                                "RIVULET_ROUTER_MAX_PER_USER", String.valueOf(2 * CROWD)),
                        home,
                        home)
                .load(null, Map.of())
                .config();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        await(vertx.deployVerticle(new BackendVerticle(each -> new AgentCoreBackend(each, AGENT, config, meters))));
        await(vertx.deployVerticle(new BackendVerticle(each -> new OllamaBackend(each, OLLAMA, config.ollama()))));
        await(vertx.deployVerticle(new RouterVerticle(
                config.router(),
                List.of(AGENT, OLLAMA),
                List.of(AGENT),
                Prompts.NONE,
                Budgets.none(),
                Trace.disabled(vertx),
                meters)));
        HttpServerVerticle http = new HttpServerVerticle(
                new HttpConfig("127.0.0.1", 0, null), () -> Future.succeededFuture(List.of()), meters, _ -> {});
        await(vertx.deployVerticle(http));
        return http.port();
    }

    private void measure(ChatCaller caller, TokenServer server) throws TimeoutException {
        for (String backend : List.of(AGENT, OLLAMA)) {
            await(caller.ask(backend, 20, 100, 10));
        }
        out.println(HEAD);
        out.println("|---|--:|--:|--:|");
        for (String backend : List.of(AGENT, OLLAMA)) {
            Delays delays = await(caller.ask(backend, 1, 200, 50));
            row(alone(backend), delays);
            if (backend.equals(AGENT)) {
                miss(delays.percentile(50) < MEDIAN_MILLIS, "a token's median delay is not under 10 ms");
            }
        }
        for (String backend : List.of(AGENT, OLLAMA)) {
            slowReader(caller, server, backend);
        }
        crowd(caller);
    }

    private void slowReader(ChatCaller caller, TokenServer server, String backend) throws TimeoutException {
        Delays alone = await(caller.ask(backend, ALONGSIDE, 100, 50));
        row(together(backend), alone);
        // Comes as fast as it is read, far more than all sockets on the way hold.
        HttpClientResponse slow = await(caller.askWithoutReading(backend, 1_000_000, 0));
        untilItStalls(server);
        Delays beside = await(caller.ask(backend, ALONGSIDE, 100, 50));
        slow.request().reset();
        row(besideSlow(backend), beside);
        miss(
                beside.percentile(99) <= P99_FACTOR * Math.max(NOISE_MILLIS, alone.percentile(99)),
                "beside a slow reader, the others' p99 delay more than doubles (" + backend + ")");
    }

    /** The system's buffers grow for a while before they are full for good. */
    private static void untilItStalls(TokenServer server) throws TimeoutException {
        long deadline = System.nanoTime() + STALL_WITHIN.toNanos();
        long before = -1;
        for (long now = server.largeTokens(); now != before; now = server.largeTokens()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("an answer that nobody reads is still being taken from its source");
            }
            before = now;
            LockSupport.parkNanos(STILL_FOR.toNanos());
        }
    }

    private void crowd(ChatCaller caller) throws TimeoutException {
        await(caller.ask(AGENT, CROWD, 40, 100)); // opens the connections
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long heap = heapAfterCollection();
        Future<Delays> answers = caller.ask(AGENT, CROWD, 40, 250);
        await(caller.ask(AGENT, 1, 12, 250)); // in the midst of them
        int threadsMeanwhile = ManagementFactory.getThreadMXBean().getThreadCount();
        Delays delays = await(answers);
        long heapAfter = heapAfterCollection();
        row(CROWDED, delays);
        out.println();
        out.printf(
                Locale.ROOT,
                "Threads: %d idle, %d with %d answers at once. Heap after a collection: %.1f MB before, %.1f MB after.%n",
                threads,
                threadsMeanwhile,
                CROWD,
                heap / 1e6,
                heapAfter / 1e6);
        out.flush();
        miss(threadsMeanwhile <= threads + MORE_THREADS, "many answers take more threads");
        miss(heapAfter <= heap * (1 + MORE_HEAP), "many answers leave more than 10 % on the heap");
    }

    /** The serial collector leaves some dead objects where they are, but in each fourth collection. */
    private static long heapAfterCollection() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What is measured, in this order. */
    static List<String> rows() {
        return List.of(
                alone(AGENT),
                alone(OLLAMA),
                together(AGENT),
                besideSlow(AGENT),
                together(OLLAMA),
                besideSlow(OLLAMA),
                CROWDED);
    }

    private static String alone(String backend) {
        return "one answer of " + backend + ", a token each 50 ms";
    }

    private static String together(String backend) {
        return ALONGSIDE + " answers of " + backend + " at once";
    }

    private static String besideSlow(String backend) {
        return "the same of " + backend + " beside one that nobody reads";
    }

    private void row(String what, Delays delays) {
        out.println("| " + what + " | " + delays.count() + " | " + Delays.shown(delays.percentile(50)) + " | "
                + Delays.shown(delays.percentile(99)) + " |");
        out.flush();
    }

    private void miss(boolean reached, String target) {
        if (!reached) {
            misses.add(target);
        }
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(2, TimeUnit.MINUTES);
    }
}
