package dev.rivulet.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration can't be used; the message is a report of all that is wrong with it, one mistake a line, fit for people. */
public final class ConfigurationException extends RuntimeException {
    private final transient List<Mistake> mistakes;

    public ConfigurationException(List<Mistake> mistakes) {
        super(report(mistakes));
        this.mistakes = List.copyOf(mistakes);
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
