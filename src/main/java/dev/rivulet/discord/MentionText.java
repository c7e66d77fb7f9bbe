package dev.rivulet.discord;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns Discord's raw mentions ({@code <@id>}) and custom emoji ({@code <:name:id>}) into what people see. */
final class MentionText {
    /** https://discord.com/developers/docs/reference#message-formatting. */
    private static final Pattern RAW = Pattern.compile("([ \\t]*)<@!?(\\d+)>([ \\t]*)|<a?(:\\w+:)\\d+>");

    private MentionText() {}

    /** The text with our own mention taken out, and everybody else's as {@code @name}; who isn't in {@code names} stays raw. */
    static String readable(String content, String selfId, Map<String, String> names) {
        return RAW.matcher(content)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found, selfId, names)))
                .strip();
    }

    private static String replacement(MatchResult found, String selfId, Map<String, String> names) {
        String emoji = found.group(4);
        if (emoji != null) {
            return emoji;
        }
        String before = found.group(1);
        String id = found.group(2);
        String after = found.group(3);
        if (selfId.equals(id)) {
            return before.isEmpty() || after.isEmpty() ? before + after : " ";
        }
        String name = names.get(id);
        return name == null ? found.group() : before + "@" + name + after;
    }
}
