package dev.rivulet.router;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Origin;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a prompt says of the moment and the place: <code>{date}</code>, <code>{time}</code>, <code>{server}</code>, <code>{channel}</code>
 * and <code>{user}</code>. Other braces stay as they are. Pure.
 *
 * <p>People choose their names, and those of servers and channels, so a name is cut, kept on one line, and never looked at for
 * placeholders again.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(date|time|server|channel|user)}");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");
    private static final int LONGEST_NAME = 80;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Placeholders() {}

    static String fill(String prompt, ChatRequest request, Instant now) {
        return PLACEHOLDER
                .matcher(prompt)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), request, now)));
    }

    private static String value(String placeholder, ChatRequest request, Instant now) {
        Origin origin = request.origin();
        return switch (placeholder) {
            case "date" -> DATE.format(now);
            case "time" -> TIME.format(now);
            case "server" -> name(origin.serverName());
            case "channel" -> name(origin.channelName());
            default -> name(request.user().name());
        };
    }

    private static String name(@Nullable String name) {
        String line =
                name == null ? "" : NOT_IN_NAMES.matcher(name).replaceAll(" ").strip();
        if (line.isEmpty()) {
            return "(unknown)";
        }
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}
