package dev.rivulet.discord.history;

import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of roles and channels that messages mention: Discord sends only their ids. Asked of Discord when the first message mentions
 * one, and remembered; a renamed one keeps its old name here for that long. All on one context.
 */
public final class MentionNames {
    private static final Pattern MENTION = Pattern.compile("<(@&|#)(\\d{1,20})>");
    private static final int REMEMBERED = 5_000;
    private static final int MOST_CHANNELS_AT_ONCE = 10;

    /** A name isn't worth more waiting. */
    private static final long WITHIN_MS = 3_000;

    /** Names by the mention's text, such as {@code <#123>}. */
    public record Known(Map<String, String> byMention) {
        public static final Known NOTHING = new Known(Map.of());

        public Known {
            byMention = Map.copyOf(byMention);
        }

        @Nullable String of(String mention) {
            return byMention.get(mention);
        }
    }

    private final DiscordApi api;
    private final Map<String, String> remembered = new LinkedHashMap<>();

    public MentionNames(DiscordApi api) {
        this.api = api;
    }

    /** What these messages mention. Never fails: what can't be found out stays as it is. */
    public Future<Known> of(@Nullable String guildId, List<DiscordMessage> messages) {
        Set<String> mentioned = new TreeSet<>();
        messages.forEach(
                each -> MENTION.matcher(each.content()).results().forEach(found -> mentioned.add(found.group())));
        if (mentioned.isEmpty() || guildId == null) {
            return Future.succeededFuture(Known.NOTHING);
        }
        List<Future<?>> asked = new ArrayList<>();
        boolean unknownRole =
                mentioned.stream().anyMatch(each -> each.startsWith("<@&") && !remembered.containsKey(each));
        if (unknownRole) {
            asked.add(api.roleNames(guildId)
                    .onSuccess(roles -> roles.forEach((id, name) -> remember("<@&" + id + ">", name))));
        }
        mentioned.stream()
                .filter(each -> each.startsWith("<#") && !remembered.containsKey(each))
                .limit(MOST_CHANNELS_AT_ONCE)
                .forEach(each -> asked.add(channel(guildId, each)));
        return Future.join(asked).timeout(WITHIN_MS, TimeUnit.MILLISECONDS).transform(_ -> {
            Map<String, String> known = new HashMap<>();
            mentioned.stream().filter(remembered::containsKey).forEach(each -> known.put(each, remembered.get(each)));
            return Future.succeededFuture(new Known(known));
        });
    }

    /** Only of the same server: elsewhere it may be a secret. */
    private Future<?> channel(String guildId, String mention) {
        Matcher matcher = MENTION.matcher(mention);
        return matcher.matches()
                ? api.channelNameIn(guildId, matcher.group(2)).onSuccess(name -> remember(mention, name))
                : Future.succeededFuture();
    }

    private void remember(String mention, String name) {
        remembered.put(mention, name);
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
    }
}
