package dev.rivulet.discord.history;

import dev.rivulet.discord.client.DiscordMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which messages were taken for one question, by the first of them: Discord shows each alone, and the answer as a reply to the first. Known as
 * long as the process runs, of the newest questions. All on one context.
 */
public final class Joined {
    private static final int REMEMBERED = 1_000;

    private final Map<String, List<String>> later = new LinkedHashMap<>();

    /** Remembers what belongs to a question besides its first message, as of now. */
    public void remember(String firstId, List<String> laterIds) {
        if (laterIds.isEmpty()) {
            later.remove(firstId);
            return;
        }
        later.put(firstId, List.copyOf(laterIds));
        if (later.size() > REMEMBERED) {
            later.remove(later.keySet().iterator().next());
        }
    }

    /** Whether anything belongs to a question besides its first message, as far as is remembered. */
    boolean to(String firstId) {
        return later.containsKey(firstId);
    }

    /** The question that begins with this message, as far as the rest of it is known by its ids. */
    DiscordMessage whole(DiscordMessage first, Map<String, DiscordMessage> known) {
        return first.and(rest(first.id(), known));
    }

    /** Has what was said later of each question stand right behind its first message, before the answer. */
    List<DiscordMessage> inOrder(List<DiscordMessage> messages, Map<String, DiscordMessage> known) {
        Set<String> moved = new HashSet<>();
        messages.forEach(each -> moved.addAll(later.getOrDefault(id(each), List.of())));
        List<DiscordMessage> ordered = new ArrayList<>();
        for (DiscordMessage each : messages) {
            if (!moved.contains(each.id())) {
                ordered.add(each);
                ordered.addAll(rest(id(each), known));
            }
        }
        return ordered;
    }

    private List<DiscordMessage> rest(String firstId, Map<String, DiscordMessage> known) {
        return later.getOrDefault(firstId, List.of()).stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** A thread's first message stands for the one that the thread hangs on. */
    private static String id(DiscordMessage message) {
        DiscordMessage start = message.referenced();
        return message.spoken() || start == null ? message.id() : start.id();
    }

    /** By their ids. */
    static Map<String, DiscordMessage> byId(List<DiscordMessage> messages) {
        Map<String, DiscordMessage> known = new LinkedHashMap<>();
        messages.forEach(each -> known.put(each.id(), each));
        return known;
    }
}
