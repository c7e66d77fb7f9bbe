package dev.rivulet.backend.handbook;

import java.util.List;
import java.util.Set;

/** Looks questions up, and keeps silent about what the pages don't speak of. May be used from any thread. */
final class Librarian {
    /**
     * A hit that fits less is no answer. Chosen on the questions marked {@code tune} in the tests' {@code questions.tsv}; the test over
     * that file prints what it does to those and to the others.
     */
    static final double THRESHOLD = 0.39;

    /** A hit below the threshold that fits this much is named, not quoted. */
    private static final double WORTH_NAMING = 0.25;

    /** Compared with the best hit's fit: from here on another section is quoted too, or named. */
    private static final double AS_GOOD = 0.92;

    private static final double NEARLY_AS_GOOD = 0.75;
    private static final int SHORT = 420;
    private static final int HITS = 4;

    private final SectionIndex index;
    private final Words words;

    Librarian(SectionIndex index, Words words) {
        this.index = index;
        this.words = words;
    }

    /** Takes about a millisecond once warm; the first questions load classes. */
    Lookup lookUp(String question) {
        Set<String> stems = words.stems(question);
        if (stems.isEmpty()) {
            return new Lookup.Greeting();
        }
        List<SectionIndex.Hit> hits = index.search(question, HITS);
        if (hits.isEmpty() || hits.getFirst().fit() < THRESHOLD) {
            return new Lookup.Nothing(hits.stream()
                    .filter(hit -> hit.fit() >= WORTH_NAMING)
                    .limit(2)
                    .map(SectionIndex.Hit::section)
                    .toList());
        }
        double best = hits.getFirst().fit();
        List<Section> others = hits.stream()
                .skip(1)
                .filter(hit -> hit.fit() >= Math.max(THRESHOLD, best * NEARLY_AS_GOOD))
                .map(SectionIndex.Hit::section)
                .toList();
        boolean quoteSecond = !others.isEmpty()
                && hits.get(1).fit() >= best * AS_GOOD
                && others.getFirst().length() <= SHORT;
        return new Lookup.Found(
                hits.getFirst().section(),
                quoteSecond ? others.subList(0, 1) : List.of(),
                quoteSecond ? others.subList(1, others.size()) : others,
                stems);
    }

    int sections() {
        return index.sections().size();
    }
}
