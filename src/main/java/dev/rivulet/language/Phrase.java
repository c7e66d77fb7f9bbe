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
    RESTARTING,
    INTERNAL_ERROR,
    NOTHING_ASKED,
    QUESTION_DELETED,
    PRIVATE_TOO_LONG,
    /** {0}: an address. */
    GOES_ON_DIRECTLY,
    INTERRUPTED,
    /** At most 12 characters: it takes the place of {@link #CONTINUES_BELOW} in a full page. */
    INTERRUPTED_SHORT;

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
