package dev.rivulet.discord.message;

import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import java.util.Set;

/**
 * Whether a message is for us: we are mentioned, it replies to us, it is a direct message, or it stands in a channel (or a thread of
 * one) whose every message is for us. Never one of ours, another bot's, a webhook's or a notice.
 *
 * @param selfId our user id
 * @param channels ids of the channels in which everything is for us
 * @param threads whether threads are opened for questions: in those, everything is for us too
 */
record Addressing(String selfId, Set<String> channels, boolean threads) {

    /** What can be said without knowing the channel. */
    enum Verdict {
        FOR_US,
        NOT_FOR_US,
        /** For us if the channel turns out to be a thread of one of {@link #channels}, or one that was opened for a question. */
        IF_PARENT_IS_LISTED
    }

    Addressing {
        channels = Set.copyOf(channels);
    }

    Verdict judge(DiscordMessage message) {
        if (message.automatic() || !message.spoken() || message.isFrom(selfId)) {
            return Verdict.NOT_FOR_US;
        }
        DiscordMessage referenced = message.referenced();
        boolean addressed = message.guildId() == null
                || message.mentions().containsKey(selfId)
                || channels.contains(message.channelId())
                || (referenced != null && referenced.isFrom(selfId));
        if (addressed) {
            return Verdict.FOR_US;
        }
        return channels.isEmpty() && !threads ? Verdict.NOT_FOR_US : Verdict.IF_PARENT_IS_LISTED;
    }

    boolean isListed(Place place) {
        return channels.contains(place.listedAs()) || (threads && selfId.equals(place.ownerId()));
    }
}
