package dev.rivulet.discord.message;

import dev.rivulet.discord.answer.Answering;
import dev.rivulet.discord.answer.Inquiries;
import dev.rivulet.discord.answer.Pending;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Gateway.Happening;
import dev.rivulet.discord.history.Places;
import dev.rivulet.telemetry.LogKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a question anew that changes while it waits for its answer to begin. All on one context. */
public final class Revisions {
    private static final Logger LOG = LoggerFactory.getLogger(Revisions.class);

    private final DiscordApi api;
    private final Places places;
    private final Arrivals arrivals;
    private final Pending pending;
    private final Inquiries inquiries;
    private final String selfId;

    public Revisions(
            DiscordApi api, Places places, Arrivals arrivals, Pending pending, Inquiries inquiries, String selfId) {
        this.api = api;
        this.places = places;
        this.arrivals = arrivals;
        this.pending = pending;
        this.inquiries = inquiries;
        this.selfId = selfId;
    }

    /** Takes a message for more of its author's question that waits; false if it is a question of its own. */
    boolean joined(DiscordMessage message) {
        if (arrivals.join(message, selfId)) {
            return true;
        }
        Answering changed = pending.join(message, selfId);
        askAgain(changed);
        return changed != null;
    }

    /** Whoever edits a question before its answer begins is answered to what it says now. */
    void edited(Happening.Edited edited) {
        if (arrivals.concerns(edited.messageId()) || pending.concerns(edited.messageId())) {
            api.messages(edited.channelId(), "around", edited.messageId(), 1)
                    .onSuccess(found -> found.stream()
                            .filter(each -> each.id().equals(edited.messageId()))
                            .forEach(each -> {
                                arrivals.edited(each);
                                askAgain(pending.edited(each));
                            }))
                    .onFailure(cause -> LOG.atInfo()
                            .addKeyValue(LogKeys.CHANNEL_ID, edited.channelId())
                            .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                            .log("An edited question can't be read; answering what it said before"));
        }
    }

    /** Whoever deletes what was said after a question's first message is answered without it, and not at all before it was admitted. */
    void deleted(String messageId) {
        arrivals.deleted(messageId);
        askAgain(pending.deleted(messageId));
    }

    private void askAgain(@Nullable Answering changed) {
        if (changed != null) {
            inquiries.ask(changed, places.of(changed.question()));
        }
    }
}
