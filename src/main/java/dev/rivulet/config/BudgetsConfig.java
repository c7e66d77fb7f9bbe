package dev.rivulet.config;

import org.jspecify.annotations.Nullable;

/**
 * How much may be asked and answered in a day, which begins at midnight UTC.
 *
 * @param user for each user
 * @param channel for each channel, its threads included
 * @param server for each Discord server
 * @param total for all together
 * @param answerTokens how many tokens an answer is reckoned to take until it is known, to which a quarter of the question's characters is
 *     added
 * @param softer who answers when a budget is used up; nobody where nothing of it is set
 * @param withoutStore whether questions are answered while the store, and with it what was used, can't be reached; while it only has
 *     too much to do, they are refused either way
 */
public record BudgetsConfig(
        Limits user,
        Limits channel,
        Limits server,
        Limits total,
        @Default("1000") int answerTokens,
        Softer softer,
        @Default("true") boolean withoutStore) {
    public BudgetsConfig {
        Check.atLeast("answerTokens", answerTokens, 0);
    }

    /** Nothing is limited. */
    public static BudgetsConfig none() {
        Limits none = new Limits(0, 0);
        return new BudgetsConfig(none, none, none, none, 1000, new Softer(null, null), true);
    }

    /** Whether there is any limit. */
    public boolean isOn() {
        return user.isOn() || channel.isOn() || server.isOn() || total.isOn();
    }

    /**
     * For a day; 0 is no limit.
     *
     * @param questions that are answered
     * @param tokens read and written
     */
    public record Limits(
            @Default("0") int questions, @Default("0") int tokens) {
        public Limits {
            Check.atLeast("questions", questions, 0);
            Check.atLeast("tokens", tokens, 0);
        }

        boolean isOn() {
            return questions > 0 || tokens > 0;
        }
    }

    /**
     * What costs nothing or little, and isn't counted.
     *
     * @param backend unset is the one that would have answered
     * @param model unset is the backend's own
     */
    public record Softer(@Nullable String backend, @Nullable String model) {
        /** Whether somebody answers. */
        public boolean isOn() {
            return backend != null || model != null;
        }
    }
}
