package dev.rivulet.config;

import org.jspecify.annotations.Nullable;

/**
 * One more backend, of the kind whose settings it holds: exactly one of them.
 *
 * @param ollama another Ollama server, or another model on the same
 */
public record BackendConfig(@Nullable OllamaConfig ollama) {
    public BackendConfig {
        if (ollama == null) {
            throw new IllegalArgumentException("must say what kind of backend it is: set ollama");
        }
    }
}
