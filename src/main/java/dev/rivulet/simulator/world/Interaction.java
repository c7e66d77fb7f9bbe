package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One use of a command, a button or a dialog.
 *
 * @param token what the application answers with, within {@link Interactions#TOKEN_LIFE}
 * @param data as the gateway sends it
 * @param messageId the message that the button stands on, or null
 * @param answeredBy how the application answered, or null so far
 * @param originalId the message that its answer became, or null
 * @param answer what the application sent along with its answer
 */
public record Interaction(
        long id,
        String token,
        Kind kind,
        long applicationId,
        long channelId,
        User invoker,
        JsonObject data,
        @Nullable Long messageId,
        @Nullable Answer answeredBy,
        @Nullable Long originalId,
        JsonObject answer) {
    Interaction answered(Answer by, @Nullable Long newOriginalId, JsonObject newAnswer) {
        return new Interaction(
                id, token, kind, applicationId, channelId, invoker, data, messageId, by, newOriginalId, newAnswer);
    }

    /** What was used. */
    public enum Kind {
        COMMAND(2),
        COMPONENT(3),
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
        PONG(1),
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
            throw Refusal.invalidField("type", "BASE_TYPE_CHOICES", "Value must be one of {4, 5, 6, 7, 8, 9, 10, 12}.");
        }
    }
}
