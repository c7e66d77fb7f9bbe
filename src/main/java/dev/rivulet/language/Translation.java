package dev.rivulet.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** English lines, known by their words: what stands at a placeholder's place is translated too where it is such a line. */
final class Translation {
    /** A longer text is no line of ours. */
    private static final int LONGEST = 600;

    private static final int DEEPEST = 3;

    /** The English lines of other rooms; the ones with the most words of their own first, so that the closest fits. */
    private static final List<Translation> KNOWN = Language.ENGLISH.phrases().byKey().entrySet().stream()
            .filter(entry -> entry.getKey().indexOf('.') >= 0)
            .map(Translation::new)
            .sorted(Comparator.comparingInt((Translation each) -> each.words).reversed())
            .toList();

    private final String key;
    private final Pattern pattern;
    private final List<Integer> order = new ArrayList<>();
    private final int words;

    private Translation(Map.Entry<String, String> english) {
        key = english.getKey();
        StringBuilder regex = new StringBuilder();
        int at = 0;
        int literal = 0;
        Matcher placeholder = Phrases.PLACEHOLDER.matcher(english.getValue());
        while (placeholder.find()) {
            literal += placeholder.start() - at;
            regex.append(Pattern.quote(english.getValue().substring(at, placeholder.start())));
            regex.append(placeholder.group(2).isEmpty() ? "(.+?)" : "(\\d+)(?:st|nd|rd|th)?");
            order.add(Integer.valueOf(placeholder.group(1)));
            at = placeholder.end();
        }
        regex.append(Pattern.quote(english.getValue().substring(at)));
        words = literal + english.getValue().length() - at;
        pattern = Pattern.compile(regex.toString());
    }

    static String of(String english, Phrases into) {
        return of(english, into, 0);
    }

    private static String of(String english, Phrases into, int depth) {
        if (english.length() > LONGEST || depth > DEEPEST) {
            return english;
        }
        for (Translation each : KNOWN) {
            Matcher found = each.pattern.matcher(english);
            if (found.matches()) {
                return into.fill(each.key, each.arguments(found, into, depth));
            }
        }
        return english;
    }

    private Object[] arguments(MatchResult found, Phrases into, int depth) {
        Object[] arguments = new Object[10];
        for (int i = 0; i < order.size(); i++) {
            arguments[order.get(i)] = of(found.group(i + 1), into, depth + 1);
        }
        return arguments;
    }
}
