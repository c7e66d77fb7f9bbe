package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import java.io.PrintWriter;

/** Router, backends and HTTP, without Discord. */
final class Serve {
    private Serve() {}

    /** Runs until it is told to stop, and gives the exit code. */
    static int run(LoadedConfig loaded, PrintWriter out) {
        out.println("The configuration is valid: "
                + (loaded.file() == null
                        ? "no file, defaults and environment only"
                        : loaded.file().toString()) + ".");
        return 0;
    }
}
