package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import java.util.List;

/** What a message may hold. */
public final class MessageRules {
    /**
     * The longest text of a message. Discord's server is said to count code points and its own client UTF-16 units; here UTF-16 units
     * of the text as sent, before trimming, are counted, because what passes that passes every other way of counting, too.
     *
     * @see <a href="https://discord.com/developers/docs/resources/message#create-message-jsonform-params">Create message</a>
     */
    public static final int MAX_CONTENT = 2000;

    private static final int MAX_NONCE = 25;
    private static final int MAX_EMBEDS = 10;
    private static final int MAX_ATTACHMENTS = 10;
    /**
     * The largest file, in bytes.
     *
     * @see <a href="https://discord.com/developers/docs/reference#uploading-files">Uploading files</a>
     */
    public static final int MAX_FILE = 10 << 20;

    private MessageRules() {}

    static void check(Draft draft) {
        checkContent(draft.content());
        if (draft.nonce() instanceof String nonce && nonce.length() > MAX_NONCE) {
            throw Refusal.tooLong("nonce", MAX_NONCE);
        }
        checkSize("embeds", draft.embeds().size(), MAX_EMBEDS);
        Components.check(draft.components());
        checkFiles(draft.uploads());
        if (trimmed(draft.content()).isEmpty() && draft.isOnlyText()) {
            throw Refusal.emptyMessage();
        }
    }

    static void check(Change change) {
        if (change.content() != null) {
            checkContent(change.content());
        }
        checkSize("embeds", change.embeds() == null ? 0 : change.embeds().size(), MAX_EMBEDS);
        Components.check(change.components() == null ? new JsonArray() : change.components());
        checkFiles(change.uploads());
    }

    /** A message, as an edit would leave it. */
    static void checkNotEmpty(Message message) {
        if (message.content().isEmpty()
                && message.embeds().isEmpty()
                && message.components().isEmpty()
                && message.attachments().isEmpty()) {
            throw Refusal.emptyMessage();
        }
    }

    private static void checkContent(String content) {
        if (content.length() > MAX_CONTENT) {
            throw Refusal.tooLong("content", MAX_CONTENT);
        }
    }

    private static void checkFiles(List<Upload> uploads) {
        checkSize("attachments", uploads.size(), MAX_ATTACHMENTS);
        if (uploads.stream().anyMatch(upload -> upload.size() > MAX_FILE)) {
            throw Refusal.tooLarge();
        }
    }

    private static void checkSize(String field, int size, int limit) {
        if (size > limit) {
            throw Refusal.tooLong(field, limit);
        }
    }

    /** Discord takes white space off both ends of what is written. */
    static String trimmed(String content) {
        int start = 0;
        int end = content.length();
        while (start < end && isSpace(content.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(content.charAt(end - 1))) {
            end--;
        }
        return content.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
