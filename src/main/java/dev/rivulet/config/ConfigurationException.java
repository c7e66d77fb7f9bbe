package dev.rivulet.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used; the message is a report of all that is wrong with it, one mistake a line, fit for people. */
public final class ConfigurationException extends RuntimeException {
    /** Top to bottom through the file; what stands in no file comes before or after it. */
    private static final Comparator<Mistake> IN_READING_ORDER = Comparator.comparing(
                    (Mistake mistake) -> mistake.where().replaceFirst(":\\d+$", ""))
            .thenComparingInt(mistake -> mistake.where().length())
            .thenComparing(Mistake::where);

    private final transient List<Mistake> mistakes;

    public ConfigurationException(List<Mistake> mistakes) {
        List<Mistake> sorted = mistakes.stream().sorted(IN_READING_ORDER).toList();
        super(report(sorted));
        this.mistakes = sorted;
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    private static String report(List<Mistake> mistakes) {
        String head = mistakes.size() == 1
                ? "There is a mistake in the configuration:"
                : "There are " + mistakes.size() + " mistakes in the configuration:";
        return mistakes.stream().map(mistake -> "  " + mistake).collect(Collectors.joining("\n", head + "\n", ""));
    }
}
