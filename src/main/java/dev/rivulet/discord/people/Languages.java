package dev.rivulet.discord.people;

import dev.rivulet.config.AnswersConfig;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import dev.rivulet.language.Language;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which language we speak to whom: the one set for the place; else the person's own, which only their commands and buttons tell (a
 * message doesn't say), so the newest is remembered; else the server's; else English. All on one context.
 */
public final class Languages {
    private static final int REMEMBERED = 10_000;

    private final AnswersConfig config;
    private final Map<String, Language> servers = new LinkedHashMap<>();
    private final Map<String, Language> people = new LinkedHashMap<>(16, 0.75f, true);

    public Languages(AnswersConfig config) {
        this.config = config;
    }

    /** Discord told a server's locale. */
    public void server(String guildId, String locale) {
        Language.of(locale).ifPresentOrElse(language -> servers.put(guildId, language), () -> servers.remove(guildId));
    }

    /** An interaction told a person's locale. */
    public void person(String userId, String locale) {
        Language.of(locale).ifPresent(language -> {
            people.put(userId, language);
            if (people.size() > REMEMBERED) {
                people.remove(people.keySet().iterator().next());
            }
        });
    }

    /** What to answer a message in. */
    public Language of(DiscordMessage message, Place place) {
        return of(message.author().id(), message.guildId(), place.listedAs());
    }

    /** What to answer that person in. */
    public Language of(String userId, @Nullable String guildId, String channelId) {
        Language set = config.language(guildId, channelId);
        Language own = set == null ? people.get(userId) : set;
        return own == null ? in(guildId, channelId) : own;
    }

    /** What to speak there to nobody in particular. */
    public Language in(@Nullable String guildId, String channelId) {
        Language set = config.language(guildId, channelId);
        if (set != null) {
            return set;
        }
        Language server = guildId == null ? null : servers.get(guildId);
        return server == null ? Language.ENGLISH : server;
    }
}
