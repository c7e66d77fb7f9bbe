package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One use of a command, a button, a menu or a dialog.
 *
 * @param token what the application answers with, within {@link Interactions#TOKEN_LIFE}
 * @param data as the gateway sends it, but for what it {@code resolved} to
 * @param files what the person uploaded as options of a command
 * @param messageId the message that the button stands on, or null
 * @param answeredBy how the application answered, or null so far
 * @param originalId the message that its answer became, or null
 * @param answer what the application sent along with its answer
 * @param failed whether the deadline passed without an answer: "The application did not respond"
 */
public record Interaction(
        long id,
        String token,
        Kind kind,
        long applicationId,
        long channelId,
        User invoker,
        JsonObject data,
        List<Attachment> files,
        @Nullable Long messageId,
        @Nullable Answer answeredBy,
        @Nullable Long originalId,
        JsonObject answer,
        boolean failed) {
    public Interaction {
        files = List.copyOf(files);
    }

    Interaction answered(Answer by, @Nullable Long newOriginalId, JsonObject newAnswer) {
        return new Interaction(
                id,
                token,
                kind,
                applicationId,
                channelId,
                invoker,
                data,
                files,
                messageId,
                by,
                newOriginalId,
                newAnswer,
                failed);
    }

    Interaction expired() {
        return new Interaction(
                id,
                token,
                kind,
                applicationId,
                channelId,
                invoker,
                data,
                files,
                messageId,
                answeredBy,
                originalId,
                answer,
                true);
    }

    /** Whether the person's client has stopped waiting: it was answered, or it failed. */
    public boolean isOver() {
        return answeredBy != null || failed;
    }

    /** How it may be answered. */
    Set<Answer> answers() {
        return switch (kind) {
            case COMMAND -> EnumSet.of(Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.MODAL);
            case AUTOCOMPLETE -> EnumSet.of(Answer.AUTOCOMPLETE);
            case COMPONENT ->
                EnumSet.of(
                        Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.DEFERRED_UPDATE, Answer.UPDATE, Answer.MODAL);
            case MODAL_SUBMIT ->
                messageId == null
                        ? EnumSet.of(Answer.MESSAGE, Answer.DEFERRED_MESSAGE)
                        : EnumSet.of(Answer.MESSAGE, Answer.DEFERRED_MESSAGE, Answer.DEFERRED_UPDATE, Answer.UPDATE);
        };
    }

    /** What was used. */
    public enum Kind {
        COMMAND(2),
        COMPONENT(3),
        /** Somebody types the value of an option, and the application may propose some. */
        AUTOCOMPLETE(4),
        MODAL_SUBMIT(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    /** @see <a href="https://discord.com/developers/docs/interactions/receiving-and-responding">Callback types</a> */
    public enum Answer {
        MESSAGE(4),
        DEFERRED_MESSAGE(5),
        DEFERRED_UPDATE(6),
        UPDATE(7),
        AUTOCOMPLETE(8),
        MODAL(9);

        private final int code;

        Answer(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static Answer of(int code) {
            for (var answer : values()) {
                if (answer.code == code) {
                    return answer;
                }
            }
            throw Refusal.notAmong(
                    "type",
                    EnumSet.allOf(Answer.class).stream().map(Answer::code).toList());
        }
    }
}
