package dev.rivulet.backend.handbook;

import dev.rivulet.backend.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what was looked up into words, in Markdown. */
final class Wording {
    private static final int MAX_FINDINGS = 3;

    private static final String INTRODUCTION = """
            Hello! I am Rivulet's built-in handbook: I look questions up in its documentation and quote what fits. Ask me, for example:

            - How do I start Ollama?
            - How do I invite the bot to my server?
            - Which environment variables are there?
            - Why is the first answer slow?
            - What is stored?
            """;

    private static final String NOTHING = """
            I found nothing about that in Rivulet's handbook, and I know nothing else. If it is about Rivulet, other words may help: the name of \
            a setting, a command or an error. All pages are in `docs/`.
            """;

    private static final String START_A_MODEL =
            "*I am the handbook, not a language model. To talk to one, start Ollama (`ollama serve`), or set `OLLAMA_URL` to where it runs.*";

    private static final String USE_THE_MODEL =
            "*I am the handbook, not a language model. Ollama is there: to talk to it, set `RIVULET_BACKEND=ollama` and start again.*";

    private final Words words;

    Wording(Words words) {
        this.words = words;
    }

    /** The answer proper; ends with a line break. */
    String answer(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Greeting() -> INTRODUCTION;
            case Lookup.Nothing(List<Section> nearest) -> NOTHING + listed("\nThe nearest I have: ", nearest);
            case Lookup.Found found ->
                Stream.concat(Stream.of(found.best()), found.second().stream())
                                .map(Wording::quote)
                                .collect(Collectors.joining("\n"))
                        + listed("\nSee also: ", found.further());
        };
    }

    private static String quote(Section section) {
        return "**" + section.source() + "**\n"
                + String.join("\n\n", section.blocks())
                        .lines()
                        .map(line -> line.isEmpty() ? ">\n" : "> " + line + "\n")
                        .collect(Collectors.joining());
    }

    private static String listed(String lead, List<Section> sections) {
        return sections.isEmpty()
                ? ""
                : lead + sections.stream().map(Section::source).collect(Collectors.joining(", ")) + "\n";
    }

    /** What comes after it: the state of the set-up as far as it matters here, and what this is and is not. */
    String closing(Lookup lookup, List<Finding> findings) {
        String relevant = findings.stream()
                .filter(finding -> matters(finding, lookup))
                .limit(MAX_FINDINGS)
                .map(Wording::line)
                .collect(Collectors.joining());
        boolean modelIsThere = findings.stream()
                .anyMatch(finding -> finding.level() == Finding.Level.OK
                        && words.stems(finding.subject()).contains("ollama"));
        return (relevant.isEmpty() ? "" : "\nJust looked at your set-up:\n" + relevant)
                + "\n"
                + (modelIsThere ? USE_THE_MODEL : START_A_MODEL);
    }

    private boolean matters(Finding finding, Lookup lookup) {
        return switch (lookup) {
            case Lookup.Greeting _, Lookup.Nothing _ -> finding.level() != Finding.Level.OK;
            case Lookup.Found found -> {
                Set<String> subject = words.stems(finding.subject());
                Set<String> about =
                        words.stems(found.best().title() + " " + found.best().heading());
                yield subject.stream()
                        .anyMatch(stem -> about.contains(stem) || found.stems().contains(stem));
            }
        };
    }

    private static String line(Finding finding) {
        String fix = finding.fix();
        return "- " + finding.subject() + ": " + finding.text() + (fix == null ? "" : " " + fix) + "\n";
    }
}
