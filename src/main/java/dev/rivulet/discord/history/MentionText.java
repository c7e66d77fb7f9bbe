package dev.rivulet.discord.history;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns Discord's raw mentions (such as {@code <@id>}), commands and custom emoji into what people see. */
public final class MentionText {
    /** https://discord.com/developers/docs/reference#message-formatting. */
    private static final Pattern RAW =
            Pattern.compile("(?<before>[ \\t]*)(?<start>(?m:^))?<@!?(?<user>\\d+)>(?<after>[ \\t]*)"
                    + "|<a?(?<emoji>:\\w+:)\\d+>|<@&\\d+>|<#\\d+>|<(?<command>/[^:<>]{1,100}):\\d+>");

    private MentionText() {}

    /**
     * The text with our own mention taken out, people and roles as {@code @name}, channels as {@code #name}; what has no known name stays raw.
     *
     * @param people names by user id
     */
    public static String readable(String content, String selfId, Map<String, String> people, MentionNames.Known names) {
        return RAW.matcher(content)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found, selfId, people, names)))
                .strip();
    }

    private static String replacement(
            MatchResult found, String selfId, Map<String, String> people, MentionNames.Known names) {
        String plain = first(found.group("emoji"), found.group("command"));
        if (plain != null) {
            return plain;
        }
        String id = found.group("user");
        if (id == null) {
            String name = names.of(found.group());
            return name == null ? found.group() : found.group().substring(1, 2) + name;
        }
        String before = found.group("before");
        String after = found.group("after");
        if (selfId.equals(id)) {
            boolean startsLine = found.group("start") != null;
            return startsLine ? "" : before.isEmpty() || after.isEmpty() ? before + after : " ";
        }
        String name = people.get(id);
        return name == null ? found.group() : before + "@" + name + after;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
