package dev.rivulet.language;

import java.util.Locale;

/** What the rooms that show lines to people say themselves. */
public enum Phrase {
    /** Nothing of an answer has come yet. */
    THINKING,
    /** {0}: seconds. */
    THINKING_SECONDS,
    /** {0}: a tool. */
    USING,
    /** {0}: seconds, under a finished answer. */
    SECONDS,
    /** {0}: how many the answer took, under it. */
    TOKENS,
    /** The model reached its limit of tokens. */
    STOPPED_AT_LENGTH,
    /** Before the links that an answer rests on. */
    SOURCES,
    /** {0}: how many. */
    MORE_SOURCES,
    UNNAMED_SOURCE,
    EMPTY_ANSWER,
    /** The fence above is ours. */
    CODE_BREAKS_OFF,
    CONTINUES_BELOW,
    CODE_CONTINUES_BELOW,
    TABLE_CONTINUES_BELOW,
    /** {0}: files and reasons, as the phrases {@code FILE_…}, {@code PICTURE_…} and {@code PDF_…} name them. */
    FILES_NOT_USED,
    /** Over the code of an answer. */
    CODE_AS_FILES,
    /** {0}: files. */
    FILES_CUT,
    /** {0}: a file, as in all that follow; {1}: how many are read. */
    FILES_TOO_MANY,
    FILES_TOO_BUSY,
    FILE_ELSEWHERE,
    FILE_UNREACHABLE,
    /** {1}: the most allowed. */
    FILE_TOO_LARGE,
    FILE_TOO_SLOW,
    FILE_DAMAGED,
    FILE_OF_OTHER_KIND,
    /** {1}, {2}: width and height. */
    PICTURE_TOO_LARGE,
    PDF_LOCKED,
    PDF_WITHOUT_TEXT,
    /** Under an answer. */
    EARLIER_UNREAD,
    RESTARTING,
    INTERNAL_ERROR,
    NOTHING_ASKED,
    QUESTION_DELETED,
    PRIVATE_TOO_LONG,
    PUBLIC_TOO_LONG,
    /** {0}: an address. */
    GOES_ON_DIRECTLY,
    INTERRUPTED,
    /** At most 12 characters: it takes the place of {@link #CONTINUES_BELOW} in a full page. */
    INTERRUPTED_SHORT,
    BUTTON_STOP,
    BUTTON_REGENERATE,
    BUTTON_CONTINUE,
    BUTTON_EARLIER,
    /** {0}: a person. */
    STOPPED_BY,
    STOPPED_ONE,
    /** {0}: how many. */
    STOPPED_MANY,
    NOTHING_TO_STOP,
    NOT_BEING_WRITTEN,
    NOT_YOURS,
    UNKNOWN_COMMAND,
    UNKNOWN_BUTTON,
    QUESTION_GONE,
    QUESTION_UNREAD,
    NO_CHOICE,
    /** {0}: what was asked for; {1}: what there is. */
    NO_SUCH_BACKEND,
    /** {0}: what was asked for; {1}: what there is. */
    NO_SUCH_PROMPT,
    /** {0}: what was chosen. */
    HOLDS_HERE,
    /** {0}: what was chosen. */
    HOLDS_FOR_YOU,
    /** {0}: what was chosen. */
    HOLDS_FOR_CHANNEL,
    ADMINS_ONLY,
    THE_USUAL,
    CHOSEN_MODEL,
    CHOSEN_BACKEND,
    CHOSEN_PROMPT,
    /** {0}: on or off. */
    SET_FINAL_TEXT,
    /** {0}: on or off. */
    SET_QUIET,
    ON,
    OFF,
    NOTHING_TO_RESET,
    RESET_DONE,
    NOT_KEPT,
    /** {0}: whose; {1}: used; {2}: the limit. */
    BUDGET_QUESTIONS,
    /** {0}: whose; {1}: used; {2}: the limit. */
    BUDGET_TOKENS,
    BUDGET_USER,
    BUDGET_CHANNEL,
    BUDGET_SERVER,
    BUDGET_TOTAL,
    BUDGET_NONE,
    /** {0}: when, as Discord writes it. */
    BUDGET_AGAIN,
    BUDGET_UNKNOWN,
    HELP_MENTION,
    HELP_ASK,
    HELP_STOP,
    HELP_CHOOSE,
    /** {0}: the command. */
    HELP_ABOUT,
    ASK_ABOUT,
    DESCRIBE_ASK,
    DESCRIBE_QUESTION,
    DESCRIBE_PRIVATE,
    DESCRIBE_FILE,
    DESCRIBE_STOP,
    DESCRIBE_MODEL,
    DESCRIBE_BACKEND,
    DESCRIBE_PROMPT,
    DESCRIBE_NAME,
    DESCRIBE_FOR,
    FOR_CONVERSATION,
    FOR_CHANNEL,
    DESCRIBE_RESET,
    DESCRIBE_SETTINGS,
    DESCRIBE_FINAL_TEXT,
    DESCRIBE_QUIET,
    DESCRIBE_BUDGET,
    DESCRIBE_HELP;

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
