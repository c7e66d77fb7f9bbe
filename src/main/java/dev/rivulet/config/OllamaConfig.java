package dev.rivulet.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Ollama server and how to use it.
 *
 * @param url where it listens, without a slash at the end
 * @param model the model to ask for; unset takes the one installed last
 * @param keepAlive how long the model stays loaded: Ollama's {@code keep_alive}, a Go duration or seconds
 * @param think Ollama's {@code think}: {@code true}, {@code false}, {@code low}, {@code medium}, {@code high}; unset leaves it to the
 *     model
 * @param options Ollama's {@code options}, passed on as they are ({@code num_ctx}, {@code temperature}, …)
 * @param connectTimeout how long a connection may take
 */
public record OllamaConfig(
        @Default("http://localhost:11434") URI url,
        @Nullable String model,
        @Nullable String keepAlive,
        @Nullable String think,
        @Default("{}") Map<String, Object> options,
        @Default("5s") Duration connectTimeout) {
    public OllamaConfig {
        options.forEach((name, value) -> {
            if ("".equals(value)) {
                throw new IllegalArgumentException("options must have a value for " + name + ", or leave it out");
            }
        });
        options = Map.copyOf(options);
        Check.httpUrl("url", url);
        Check.positive("connectTimeout", connectTimeout);
    }
}
