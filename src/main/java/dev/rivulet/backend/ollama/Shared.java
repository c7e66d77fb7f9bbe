package dev.rivulet.backend.ollama;

import dev.rivulet.config.OllamaConfig;

/** What all answers of one backend share. */
record Shared(
        String name,
        OllamaConfig config,
        OllamaServer server,
        OllamaFailures failures,
        Eyesight eyesight,
        Patience patience) {}
