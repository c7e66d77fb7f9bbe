package dev.rivulet.app;

import dev.rivulet.backend.Finding;
import dev.rivulet.config.RivuletConfig;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines printed once a form is up: what runs, where, and what to do next. */
final class StartBlock {
    private static final int LABEL = 11;

    private final String form;
    private final List<String> lines = new ArrayList<>();
    private final List<String> next = new ArrayList<>();

    StartBlock(String form) {
        this.form = form;
    }

    StartBlock line(String label, String text) {
        lines.add("  " + (label + " ".repeat(LABEL)).substring(0, LABEL) + text);
        return this;
    }

    /** One line for each finding, with what to do about those that are not well, and who answers by default. */
    StartBlock backends(Map<String, List<Finding>> backends, RivuletConfig config) {
        String label = "Backends";
        for (Map.Entry<String, List<Finding>> backend : backends.entrySet()) {
            for (Finding finding : backend.getValue()) {
                String fix = finding.fix();
                line(
                        label,
                        mark(finding) + " " + backend.getKey() + ": " + finding.text()
                                + (fix == null ? "" : " " + fix));
                label = "";
            }
        }
        return line("Answers", String.join(", or if it can’t ", config.defaultChain()));
    }

    static String mark(Finding finding) {
        return switch (finding.level()) {
            case OK -> "✓";
            case WARNING -> "!";
            case PROBLEM -> "✗";
        };
    }

    StartBlock next(String text) {
        next.add(text);
        return this;
    }

    void print(PrintWriter out) {
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        out.println();
        out.printf(Locale.ROOT, "Rivulet %s is ready after %.1f s.%n%n", form, seconds);
        lines.forEach(out::println);
        out.println();
        next.forEach(out::println);
        out.flush();
    }
}
