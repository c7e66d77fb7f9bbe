package dev.rivulet.app;

import dev.rivulet.backend.Finding;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.discord.client.Connected;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** As whom we are on Discord, what is to be put right there, and the link that brings the bot to a server. */
    StartBlock discord(@Nullable Connected connected) {
        if (connected != null) {
            line("Discord", "✓ online as " + connected.botName());
            connected.warnings().forEach(warning -> line("", "! " + warning));
            line("Invite", connected.inviteLink());
        }
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

    /** What to do where there is a real Discord. */
    StartBlock nextMention() {
        return next("Next: mention the bot in a channel, or write to it directly. Ctrl+C stops it.");
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
