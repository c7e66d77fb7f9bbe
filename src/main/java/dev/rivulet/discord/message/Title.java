package dev.rivulet.discord.message;

import java.util.regex.Pattern;

/** Titles of threads: 1 to 100 characters (https://discord.com/developers/docs/resources/channel#start-thread-from-message), better less. */
final class Title {
    private static final int LONGEST = 60;
    private static final String NONE = "…";

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://\\S+|\\bdiscord(?:app)?\\.(?:gg|com)/\\S*");
    private static final Pattern MENTION = Pattern.compile("<[@#:/a][^>\\s]{0,120}>");
    private static final Pattern MARKUP = Pattern.compile("[*~`|]+");
    private static final Pattern NO_WORDS = Pattern.compile("[>#\\s\\p{Cntrl}\\p{Cf}]+");
    private static final Pattern AROUND = Pattern.compile("^(?i:title:)?[\\s\"'“”„«»『「]+|[\\s\"'“”„«»』」.]+$");

    private Title() {}

    /** The beginning of a question, cut between words. */
    static String ofWords(String question) {
        String plain = plain(question);
        return plain.isEmpty() ? NONE : cut(plain);
    }

    /** What a backend was moved to say: its first line; empty if there is nothing in it. */
    static String ofBackend(String answer) {
        String line = answer.strip().lines().findFirst().orElse("");
        String plain = AROUND.matcher(plain(line)).replaceAll("").strip();
        return plain.isEmpty() ? "" : cut(plain);
    }

    private static String plain(String text) {
        String plain = ADDRESS.matcher(text).replaceAll(" ");
        plain = MENTION.matcher(plain).replaceAll(" ");
        return NO_WORDS.matcher(MARKUP.matcher(plain).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int space = text.lastIndexOf(' ', LONGEST - 1);
        int end = space > LONGEST / 2 ? space : LONGEST - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip() + "…";
    }
}
