package dev.rivulet.backend.handbook;

import java.util.List;
import java.util.Set;

/** What the handbook makes of a question. */
sealed interface Lookup {
    /** Nothing was asked: a greeting, or "what can you do?". */
    record Greeting() implements Lookup {}

    /**
     * The pages speak of it.
     *
     * @param best what to quote
     * @param second another section that fits about as well and is short enough to be quoted too
     * @param further sections worth naming
     * @param stems the question's words
     */
    record Found(Section best, List<Section> second, List<Section> further, Set<String> stems) implements Lookup {}

    /**
     * The pages don't speak of it, or not surely enough to be quoted.
     *
     * @param nearest sections that may be meant all the same
     */
    record Nothing(List<Section> nearest) implements Lookup {}
}
