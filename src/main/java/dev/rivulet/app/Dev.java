package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import java.io.PrintWriter;

/** Everything on this machine: simulator, Discord listener, router, backends, HTTP and the page. */
final class Dev {
    private Dev() {}

    /** Runs until it is told to stop, and gives the exit code. */
    static int run(LoadedConfig loaded, PrintWriter out) {
        out.println("The configuration is valid: "
                + (loaded.file() == null
                        ? "no file, defaults and environment only"
                        : loaded.file().toString()) + ".");
        return 0;
    }
}
