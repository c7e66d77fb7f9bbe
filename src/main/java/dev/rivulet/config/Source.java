package dev.rivulet.config;

import java.nio.file.Path;

/** Where a value was written; {@code toString} is fit for people. */
public sealed interface Source {

    /**
     * In the configuration file.
     *
     * @param file as it was named
     * @param line from 1
     */
    record InFile(Path file, int line) implements Source {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** In an environment variable. */
    record InEnvironment(String name) implements Source {
        @Override
        public String toString() {
            return "environment, " + name;
        }
    }

    /** As an option of the command. */
    record OnCommandLine() implements Source {
        @Override
        public String toString() {
            return "command line";
        }
    }

    /** Nowhere: the default applies. */
    record ByDefault() implements Source {
        @Override
        public String toString() {
            return "default";
        }
    }
}
