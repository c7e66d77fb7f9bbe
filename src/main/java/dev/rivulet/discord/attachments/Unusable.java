package dev.rivulet.discord.attachments;

import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import java.util.List;

/**
 * Why a file can't be used.
 *
 * @param arguments of the phrase, after the file's name, which is the first
 */
record Unusable(Phrase why, List<Object> arguments) {
    Unusable {
        arguments = List.copyOf(arguments);
    }

    static UnusableException because(Phrase why, Object... arguments) {
        return new UnusableException(new Unusable(why, List.of(arguments)));
    }

    String say(Language language, String name) {
        Object[] all = new Object[arguments.size() + 1];
        all[0] = name;
        for (int i = 0; i < arguments.size(); i++) {
            all[i + 1] = arguments.get(i);
        }
        return language.say(why, all);
    }

    /** Carries the reason through futures. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Unusable reason;

        private UnusableException(Unusable reason) {
            super(reason.why().name(), null, false, false);
            this.reason = reason;
        }

        Unusable reason() {
            return reason;
        }
    }
}
