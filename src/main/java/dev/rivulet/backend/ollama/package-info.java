/**
 * The backend that asks an Ollama server.
 *
 * <p>Enter at {@link dev.rivulet.backend.ollama.OllamaBackend}. The way of a question: {@code OllamaAnswer} chooses the model, asks,
 * waits for it to load and judges the status; {@code ChatReader} turns the body's lines into events; {@code OllamaFailures} says for
 * everything that can go wrong what happened and what to do. {@code OllamaProbe} looks at the set-up. The authority on the wire is
 * Ollama's <a href="https://github.com/ollama/ollama/blob/main/api/types.go">api/types.go</a>.
 */
@NullMarked
package dev.rivulet.backend.ollama;

import org.jspecify.annotations.NullMarked;
