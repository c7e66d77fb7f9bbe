package dev.rivulet.config;

import java.util.Locale;

/** How much of a conversation an agent with a memory of its own is told again. */
public enum HistoryMode {
    /** Only what is new while the agent still remembers the rest, else everything. */
    AUTO,
    /** Only what is new. */
    NEW,
    /** Everything, each time. */
    ALL;

    /** As written in the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
