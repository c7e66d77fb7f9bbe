package dev.rivulet.backend.agentcore;

/**
 * Tells what is new where an agent may say the same text in two ways, such as in bare strings and in events: whichever is ahead is heard,
 * and the other one repeats it, in pieces of its own. Once a way says something else, both have their say until the message ends, and what
 * was taken for the beginning of a repetition is said after all.
 *
 * <p>Keeps what the one that is ahead said and the other has not said yet, up to {@link #MOST_KEPT} characters; beyond, nothing is taken
 * for an echo.
 */
final class Echo {
    private static final int MOST_KEPT = 1 << 18;

    enum Way {
        BARE,
        STRUCTURED
    }

    private final StringBuilder unrepeated = new StringBuilder();
    private final StringBuilder withheld = new StringBuilder();
    private Way ahead = Way.BARE;
    private boolean apart;

    /** What of this text was not heard before; may be empty. */
    String fresh(Way way, String text) {
        if (apart) {
            return text;
        }
        if (unrepeated.isEmpty() || way == ahead) {
            ahead = way;
            return keep(text);
        }
        int common = Math.min(unrepeated.length(), text.length());
        if (!text.regionMatches(0, unrepeated.substring(0, common), 0, common)) {
            String all = withheld + text;
            part();
            return all;
        }
        unrepeated.delete(0, common);
        if (unrepeated.isEmpty()) {
            withheld.setLength(0);
        } else {
            withheld.append(text);
        }
        if (common == text.length()) {
            return "";
        }
        ahead = way;
        return keep(text.substring(common));
    }

    private String keep(String text) {
        if (unrepeated.length() + text.length() > MOST_KEPT) {
            part();
        } else {
            unrepeated.append(text);
        }
        return text;
    }

    private void part() {
        apart = true;
        unrepeated.setLength(0);
        withheld.setLength(0);
    }

    /** In the next message one may repeat the other again. */
    void endMessage() {
        apart = false;
    }
}
