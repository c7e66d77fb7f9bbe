package dev.rivulet.render;

import dev.rivulet.chat.Source;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on, as one line of numbered links such as {@code 1. [Rivers](<https://example.org/rivers>) · 2. notes.pdf}.
 *
 * <p>Neither titles nor addresses are trusted. Only web addresses become links, in angle brackets, which keep Discord from showing
 * the page; a title loses what Discord would read as markup, and one that itself looks like an address gives way to the name of the host
 * that the link really leads to. Each address is named once. What doesn't fit is counted.
 */
final class SourcesLine {
    /** In UTF-16 units: with a footer and a repeated table's head, there remains room for text on a page. */
    private static final int LONGEST = 700;

    /** More aren't even counted. */
    private static final int MOST = 100;

    private static final int LONGEST_TITLE = 48;
    private static final int LONGEST_ADDRESS = 300;

    private static final Pattern MARKUP = Pattern.compile("[\\[\\]()<>*_~`|\\\\@#\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");
    /** Discord makes links of invites without a scheme too. */
    private static final Pattern ADDRESS = Pattern.compile("://|(?i:discord(?:app)?\\.)|^\\S*\\p{L}\\.\\p{L}{2}\\S*$");

    /** Without a user and a password, and without what would end the link. */
    private static final Pattern LINK = Pattern.compile("(?i)https?://(?<host>[a-z0-9.-]+)(?::\\d{1,5})?"
            + "(?:[/?#][^()<>\\[\\]|\\\\\"^`{}\\s\\p{Cntrl}\\p{Cf}]*)?");

    /** Discord shows a card that asks to join, wherever an invite stands. */
    private static final Pattern INVITE =
            Pattern.compile("(?i)^https?://(?:[a-z0-9-]+\\.)*discord(?:\\.gg|(?:app)?\\.com/invite)");

    private final Language language;
    private final Map<String, String> entries = new LinkedHashMap<>();

    SourcesLine(Language language) {
        this.language = language;
    }

    void add(List<Source> sources) {
        for (Source source : sources) {
            if (entries.size() < MOST) {
                entries.computeIfAbsent(source.uri(), _ -> entry(source));
            }
        }
    }

    void clear() {
        entries.clear();
    }

    /** The line's text; empty where there are no sources. */
    String text() {
        List<String> shown = new ArrayList<>();
        int length = 0;
        for (String entry : entries.values()) {
            String numbered = shown.size() + 1 + ". " + entry;
            length += numbered.length() + 3;
            if (length > LONGEST) {
                shown.add(language.say(Phrase.MORE_SOURCES, entries.size() - shown.size()));
                break;
            }
            shown.add(numbered);
        }
        return String.join(" · ", shown);
    }

    private String entry(Source source) {
        String uri = source.uri();
        Matcher link = LINK.matcher(uri);
        String title = title(source.title());
        boolean misleading = title.isEmpty() || ADDRESS.matcher(title).find();
        if (uri.length() > LONGEST_ADDRESS
                || !link.matches()
                || INVITE.matcher(uri).find()) {
            return misleading ? name(uri) : title;
        }
        return "[" + (misleading ? link.group("host") : title) + "](<" + uri + ">)";
    }

    /** The last part of an address that is no link, such as a file's name. */
    private String name(String uri) {
        String path = uri.replaceAll("[?#].*", "").replaceAll("/+$", "");
        String name = title(path.substring(path.lastIndexOf('/') + 1));
        return name.isEmpty() ? language.say(Phrase.UNNAMED_SOURCE) : name;
    }

    private static String title(@Nullable String title) {
        String plain = title == null ? "" : plain(title);
        return plain.length() <= LONGEST_TITLE
                ? plain
                : plain.substring(0, Cut.graphemeAtMost(plain, 0, LONGEST_TITLE - 1))
                                .strip() + "…";
    }

    private static String plain(String text) {
        return MARKUP.matcher(text)
                .replaceAll(" ")
                .replace('·', '-')
                .replaceAll("\\s+", " ")
                .strip();
    }
}
