package dev.rivulet.backend.ollama;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.backend.SmallBody;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks whether Ollama is there and has the model, and says what to do where not. */
final class OllamaProbe {
    private static final long DEADLINE_MILLIS = 4000;
    private static final String SET_URL = "Set OLLAMA_URL to where Ollama runs.";
    private static final int NAMES_SHOWN = 5;

    private final OllamaServer server;
    private final OllamaConfig config;

    OllamaProbe(OllamaServer server, OllamaConfig config) {
        this.server = server;
        this.config = config;
    }

    /** Never fails. */
    Future<List<Finding>> look() {
        return Future.all(get("/api/version"), get("/api/tags"))
                .map(both -> judge(both.<Reply>resultAt(0), both.<Reply>resultAt(1)))
                .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(this::unreachable)
                .map(List::of);
    }

    /** The models installed; fails where they can't be read. */
    Future<List<String>> models() {
        return get("/api/tags")
                .map(tags -> InstalledModels.of(tags.body().toJsonObject()).names());
    }

    private record Reply(int status, Buffer body) {}

    private Future<Reply> get(String path) {
        return server.open(HttpMethod.GET, path).compose(request -> {
            // Failures come through the futures; without this they are logged as well.
            request.exceptionHandler(_ -> {});
            return request.send()
                    .compose(response -> SmallBody.read(response, SmallBody.LOOKUP, Duration.ofMillis(DEADLINE_MILLIS))
                            .map(body -> new Reply(response.statusCode(), body)))
                    .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                    .onFailure(_ -> request.reset());
        });
    }

    private Finding judge(Reply version, Reply tags) {
        int status = tags.status();
        if (status == 401) {
            return problem("wants a login.", "Put user and password into OLLAMA_URL.");
        }
        if (status == 403) {
            return problem(
                    "refuses requests under this host name.",
                    "Use its IP address in OLLAMA_URL, or set OLLAMA_HOST=0.0.0.0 where it runs.");
        }
        if (status >= 500) {
            return problem("answers with status " + status + ".", "Look into its log, or restart it.");
        }
        try {
            InstalledModels models = InstalledModels.of(tags.body().toJsonObject());
            return judge(version.body().toJsonObject().getString("version", "of unknown version"), models);
        } catch (RuntimeException _) {
            // Whatever can't be read as Ollama's answers.
            return notOllama();
        }
    }

    private Finding judge(String version, InstalledModels models) {
        String configured = config.model();
        String newest = models.newest().orElse(null);
        if (configured == null || configured.isBlank()) {
            return newest == null
                    ? problem("has no model yet.", "Fetch one: `ollama pull " + OllamaFailures.FIRST_MODEL + "`.")
                    : ok("Version " + version + " answers with " + newest + ", the model installed last.");
        }
        if (models.has(configured)) {
            return ok("Version " + version + " answers with " + configured + ".");
        }
        String others =
                String.join(", ", models.names().stream().limit(NAMES_SHOWN).toList());
        return problem(
                "has no model " + configured + ".",
                "Fetch it: `ollama pull " + configured + "`"
                        + (others.isEmpty() ? "." : ", or set OLLAMA_MODEL to one that is there: " + others + "."));
    }

    private Finding unreachable(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ -> problem("can't be found: nobody knows that host.", SET_URL);
            case SmallBody.TooLargeException _ -> notOllama();
            case TimeoutException _ ->
                problem("does not answer in time.", "Restart it if it hangs, or set OLLAMA_URL.");
            default -> problem("does not answer.", "Start it with `ollama serve`, or set OLLAMA_URL to where it runs.");
        };
    }

    private Finding notOllama() {
        return problem("is something else: what answers there is not Ollama.", SET_URL);
    }

    private Finding ok(String text) {
        return finding(Level.OK, text, null);
    }

    private Finding problem(String text, String fix) {
        return finding(Level.PROBLEM, text, fix);
    }

    private Finding finding(Level level, String text, @Nullable String fix) {
        return new Finding(level, "Ollama at " + server.shown(), text, fix);
    }
}
