package dev.rivulet.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Discord end.
 *
 * @param token the bot's token; needed wherever a Discord listener runs
 * @param apiUrl Discord's REST API with its version, without a slash at the end
 * @param channels ids of channels in which every message is for us, without a mention
 * @param historyMessages at most so many earlier messages are read back and sent along
 * @param historyCharacters at most so many characters of them, the newest kept
 * @param maxUnshown while more UTF-16 units than this aren't on Discord yet, the backend is paused
 * @param answers what answers look like
 * @param attachments what of the files that people attach is read
 */
public record DiscordConfig(
        @Nullable Secret token,
        @Default("https://discord.com/api/v10") URI apiUrl,
        @Default("[]") List<String> channels,
        @Default("30") int historyMessages,
        @Default("24000") int historyCharacters,
        @Default("8000") int maxUnshown,
        AnswersConfig answers,
        AttachmentsConfig attachments) {
    public DiscordConfig {
        channels = List.copyOf(channels);
        Check.httpUrl("apiUrl", apiUrl);
        Check.atLeast("historyMessages", historyMessages, 0);
        Check.atLeast("historyCharacters", historyCharacters, 0);
        Check.atLeast("maxUnshown", maxUnshown, 2000);
    }

    /** With the defaults of everything else. */
    public DiscordConfig(
            @Nullable Secret token,
            URI apiUrl,
            List<String> channels,
            int historyMessages,
            int historyCharacters,
            int maxUnshown) {
        this(
                token,
                apiUrl,
                channels,
                historyMessages,
                historyCharacters,
                maxUnshown,
                AnswersConfig.DEFAULT,
                AttachmentsConfig.DEFAULT);
    }

    /** The same settings for another account on another Discord. */
    public DiscordConfig at(Secret otherToken, URI otherApiUrl, List<String> otherChannels) {
        return new DiscordConfig(
                otherToken,
                otherApiUrl,
                otherChannels,
                historyMessages,
                historyCharacters,
                maxUnshown,
                answers,
                attachments);
    }

    public DiscordConfig with(AnswersConfig otherAnswers) {
        return new DiscordConfig(
                token, apiUrl, channels, historyMessages, historyCharacters, maxUnshown, otherAnswers, attachments);
    }

    public DiscordConfig with(AttachmentsConfig otherAttachments) {
        return new DiscordConfig(
                token, apiUrl, channels, historyMessages, historyCharacters, maxUnshown, answers, otherAttachments);
    }
}
