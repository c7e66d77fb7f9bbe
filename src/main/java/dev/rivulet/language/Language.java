package dev.rivulet.language;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A language the program speaks. Loaded when it is first spoken; from then on without any input or output. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    GERMAN(Locale.GERMAN),
    FRENCH(Locale.FRENCH),
    SPANISH(Locale.of("es")),
    PORTUGUESE(Locale.of("pt")),
    JAPANESE(Locale.JAPANESE);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /**
     * The language of a locale as Discord names it, such as {@code de}, {@code en-GB}, {@code es-419} or {@code pt-BR}
     * (https://discord.com/developers/docs/reference#locales); empty if it isn't spoken here.
     */
    public static Optional<Language> of(String discordLocale) {
        String language = Locale.forLanguageTag(discordLocale).getLanguage();
        return Stream.of(values())
                .filter(each -> each.locale.getLanguage().equals(language))
                .findFirst();
    }

    /** For the way numbers and dates are written. */
    public Locale locale() {
        return locale;
    }

    /** As settings name it, such as {@code de}. */
    @Override
    public String toString() {
        return locale.getLanguage();
    }

    /** The phrase, with its {@code {0}}, {@code {1}}, … filled in. */
    public String say(Phrase phrase, Object... arguments) {
        return phrases().fill(phrase.key(), arguments);
    }

    /** A line that another room said in English, if it is known here; else as it is. */
    public String translate(String english) {
        return this == ENGLISH ? english : Translation.of(english, phrases());
    }

    Phrases phrases() {
        return Phrases.of(this);
    }
}
