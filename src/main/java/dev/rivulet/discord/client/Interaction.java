package dev.rivulet.discord.client;

import dev.rivulet.chat.User;
import dev.rivulet.discord.attachments.Attachment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody used a command or a button. Has to be acknowledged within 3 seconds; what follows may take 15 minutes
 * (https://discord.com/developers/docs/interactions/receiving-and-responding).
 *
 * @param token the right to acknowledge it, and to write and change messages for it
 * @param guildId the server; null in direct messages
 * @param locale the person's, as Discord names it
 * @param guildLocale the server's, if there is one
 * @param roles the person's roles on the server, by their ids
 * @param permissions what the person may do there: https://discord.com/developers/docs/topics/permissions
 */
public record Interaction(
        String id,
        String token,
        User user,
        @Nullable String guildId,
        Place place,
        String locale,
        @Nullable String guildLocale,
        Set<String> roles,
        long permissions,
        Use use) {
    private static final long ADMINISTRATOR = 1L << 3;
    private static final long MANAGE_GUILD = 1L << 5;
    private static final long MANAGE_MESSAGES = 1L << 13;

    public Interaction {
        roles = Set.copyOf(roles);
    }

    /** What was used. */
    public sealed interface Use {
        /**
         * A slash command.
         *
         * @param options what was given, by the option's name; a file by its id
         */
        record Command(String name, Map<String, String> options, List<Attachment> files) implements Use {
            public Command {
                options = Map.copyOf(options);
                files = List.copyOf(files);
            }

            public @Nullable String option(String option) {
                return options.get(option);
            }
        }

        /**
         * A slash command that is still being typed.
         *
         * @param focused the option at the cursor, of which {@code options} holds what is typed so far
         */
        record Typing(String name, String focused, Map<String, String> options) implements Use {
            public Typing {
                options = Map.copyOf(options);
            }
        }

        /** A command out of a message's menu. */
        record About(String name, DiscordMessage message) implements Use {}

        /**
         * A button.
         *
         * @param message the one it stands under
         * @param controls all that stand there
         * @param ephemeral whether that one is for one person's eyes only
         */
        record Press(String customId, DiscordMessage message, Controls controls, boolean ephemeral) implements Use {}
    }

    /** Whether the person may end and repeat others' answers, as they might delete them. */
    public boolean byModerator() {
        return byAdmin() || has(MANAGE_MESSAGES);
    }

    /** Whether the person may change what holds for everybody there. */
    public boolean byAdmin() {
        return has(ADMINISTRATOR) || has(MANAGE_GUILD);
    }

    private boolean has(long permission) {
        return guildId != null && (permissions & permission) != 0;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Interaction[" + id + " in " + place.channelId() + "]";
    }
}
