package dev.rivulet.backend.ollama;

import dev.rivulet.backend.Backoff;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

/**
 * Says for whatever goes wrong with one Ollama server what happened and what to do. Addresses stand in the detail only, which is for
 * the log: the message may be read by anybody in a channel.
 */
final class OllamaFailures {
    /** What to fetch where there is no model at all: small, and it runs on any machine. */
    static final String FIRST_MODEL = "llama3.2";

    private final OllamaServer server;

    OllamaFailures(OllamaServer server) {
        this.server = server;
    }

    /** Ollama refused before it wrote anything. */
    Failure refused(HttpClientResponse response, Buffer body, String model) {
        int status = response.statusCode();
        String words = ErrorWords.in(body);
        String detail = "status " + status + (words.isEmpty() ? "" : ": " + words);
        return switch (status) {
            case 401 ->
                new Failure.Rejected(
                        "Ollama wants a login: run `ollama signin` where it runs, or put user and password into OLLAMA_URL.",
                        detail);
            case 403 ->
                new Failure.Rejected(
                        words.isEmpty()
                                ? "Ollama refuses requests under this host name: use its IP address in OLLAMA_URL, or set OLLAMA_HOST=0.0.0.0 (behind a proxy also OLLAMA_ORIGINS) where it runs."
                                : "Ollama forbids this: " + sentence(words),
                        detail);
            case 404 -> words.isEmpty() ? notOllama(detail) : noSuchModel(model, detail);
            case 429, 503 ->
                new Failure.Overloaded(
                        "Ollama has too much to do just now; ask again in a moment.", detail, Backoff.asked(response));
            default -> {
                if (status >= 500) {
                    yield new Failure.Unavailable(
                            words.isEmpty()
                                    ? "Ollama failed with status " + status + "; its own log says why."
                                    : "Ollama failed: " + sentence(words),
                            detail);
                }
                yield status >= 400 && !words.isEmpty()
                        ? new Failure.Rejected("Ollama did not take the question: " + sentence(words), detail)
                        : notOllama(detail);
            }
        };
    }

    Failure noSuchModel(String model, String detail) {
        return new Failure.Rejected(
                "Ollama has no model `" + model + "`: fetch it with `ollama pull " + model + "`, or name another one.",
                detail);
    }

    /** As good as not there: another backend may do better, and as soon as a model is fetched, this one answers. */
    Failure noModels() {
        return new Failure.Unavailable(
                "Ollama has no model yet: fetch one, for instance with `ollama pull " + FIRST_MODEL + "`.",
                at("no models installed"));
    }

    /** Something answers there, but it isn't Ollama's API. */
    Failure notOllama(String detail) {
        return new Failure.Unavailable(
                "What answers in Ollama's place is not Ollama: set OLLAMA_URL to where it runs.", at(detail));
    }

    /** Nothing was written yet, and nobody answered. */
    Failure unreachable(Throwable cause) {
        return switch (cause) {
            case FailureException known -> known.failure();
            case UnknownHostException _ ->
                new Failure.Unavailable(
                        "The host in OLLAMA_URL is not known: set it to where Ollama runs.", at(kind(cause)));
            case TimeoutException _ ->
                new Failure.Unavailable("Ollama took too long; restart it if it hangs.", at(kind(cause)));
            default ->
                new Failure.Unavailable(
                        "Ollama does not answer: start it with `ollama serve`, or set OLLAMA_URL to where it runs.",
                        at(kind(cause)));
        };
    }

    /** The question was sent, and nothing came back. */
    Failure hungUp(Throwable cause) {
        return cause instanceof HttpClosedException || cause instanceof IOException
                ? new Failure.Unavailable(
                        "Ollama closed the connection before it answered; its own log says why.", kind(cause))
                : notOllama(kind(cause));
    }

    /** A line of the answer said so. */
    Failure broken(String words) {
        return new Failure.Unavailable(
                words.isEmpty()
                        ? "Ollama broke the answer off with an error; its own log says why."
                        : "Ollama broke the answer off: " + sentence(words),
                "error line: " + words);
    }

    Failure malformed(String detail) {
        return new Failure.MalformedStream(
                "What Ollama sent could not be read; check that OLLAMA_URL leads to Ollama, and ask again.", detail);
    }

    Failure truncated(String detail) {
        return new Failure.Truncated("Ollama stopped before the answer was whole; ask again.", detail);
    }

    private String at(String detail) {
        return server.shown() + ": " + detail;
    }

    /** The kind only: messages may hold an address with a password. */
    static String kind(Throwable cause) {
        return cause.getClass().getSimpleName();
    }

    private static String sentence(String words) {
        return words.endsWith(".") || words.endsWith("…") ? words : words + ".";
    }
}
