package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import dev.rivulet.config.OllamaConfig;
import dev.rivulet.config.RivuletConfig;
import java.net.URI;

/** A configuration in which nobody chose a backend. */
final class Defaults {
    private Defaults() {}

    /** The same, but that Ollama's usual address is another one: setting {@code ollama.url} would choose Ollama. */
    static LoadedConfig withOllamaAt(LoadedConfig loaded, URI url) {
        RivuletConfig config = loaded.config();
        OllamaConfig ollama = config.ollama();
        return new LoadedConfig(
                new RivuletConfig(
                        config.backend(),
                        config.dataDir(),
                        config.shutdownGrace(),
                        config.prompts(),
                        config.sessionKey(),
                        config.discord(),
                        config.access(),
                        new OllamaConfig(
                                url,
                                ollama.model(),
                                ollama.keepAlive(),
                                ollama.think(),
                                ollama.options(),
                                ollama.connectTimeout()),
                        config.agentcore(),
                        config.backends(),
                        config.router(),
                        config.store(),
                        config.budgets(),
                        config.http(),
                        config.simulator(),
                        config.lambda(),
                        config.chat(),
                        config.log()),
                loaded.prompts(),
                loaded.file(),
                loaded.settings());
    }
}
