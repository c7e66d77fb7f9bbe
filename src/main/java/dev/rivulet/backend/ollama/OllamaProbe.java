package dev.rivulet.backend.ollama;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks whether Ollama is there and has the model, and says what to do where not. */
final class OllamaProbe {
    private static final long DEADLINE_MILLIS = 4000;
    private static final String SET_URL = "Set OLLAMA_URL to where Ollama runs.";
    private static final int NAMES_SHOWN = 5;

    private final WebClient client;
    private final OllamaServer server;
    private final OllamaConfig config;

    OllamaProbe(WebClient client, OllamaServer server, OllamaConfig config) {
        this.client = client;
        this.server = server;
        this.config = config;
    }

    /** Never fails. */
    Future<List<Finding>> look() {
        return Future.all(get("/api/version"), get("/api/tags"))
                .map(both -> judge(both.<HttpResponse<?>>resultAt(0), both.<HttpResponse<?>>resultAt(1)))
                .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(this::unreachable)
                .map(List::of);
    }

    /** The models installed; fails where they can't be read. */
    Future<List<String>> models() {
        return get("/api/tags")
                .map(tags -> InstalledModels.of(tags.bodyAsJsonObject()).names());
    }

    private Future<HttpResponse<?>> get(String path) {
        return client.request(HttpMethod.GET, server.options(HttpMethod.GET, path))
                .timeout(DEADLINE_MILLIS)
                .send()
                .map(response -> response);
    }

    private Finding judge(HttpResponse<?> version, HttpResponse<?> tags) {
        int status = tags.statusCode();
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
            InstalledModels models = InstalledModels.of(tags.bodyAsJsonObject());
            return judge(version.bodyAsJsonObject().getString("version", "of unknown version"), models);
        } catch (RuntimeException _) {
            // Whatever can't be read as Ollama's answers.
            return problem("is something else: what answers there is not Ollama.", SET_URL);
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
            case TimeoutException _ ->
                problem("does not answer in time.", "Restart it if it hangs, or set OLLAMA_URL.");
            default -> problem("does not answer.", "Start it with `ollama serve`, or set OLLAMA_URL to where it runs.");
        };
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
