package dev.rivulet.simulator.world;

import java.util.List;

/**
 * The languages of Discord's clients.
 *
 * @see <a href="https://discord.com/developers/docs/reference#locales">Locales</a>
 */
public final class Locales {
    public static final List<String> ALL = List.of(
            "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl",
            "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW",
            "ko");

    private Locales() {}

    static String known(String locale) {
        if (!ALL.contains(locale)) {
            throw Refusal.notAmong("locale", ALL);
        }
        return locale;
    }
}
