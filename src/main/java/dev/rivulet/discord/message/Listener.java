package dev.rivulet.discord.message;

import dev.rivulet.config.DiscordConfig;
import dev.rivulet.discord.answer.Answers;
import dev.rivulet.discord.answer.Asking;
import dev.rivulet.discord.answer.ChannelOutlet;
import dev.rivulet.discord.answer.OpenAnswers;
import dev.rivulet.discord.answer.Said;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Gateway.Happening;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.history.Memory;
import dev.rivulet.discord.history.Places;
import dev.rivulet.discord.people.Doorkeeper;
import io.vertx.core.Future;
import java.util.Set;

/** Hears what people say, and has whoever addresses us answered: there, or in a thread of its own. All on one context. */
public final class Listener {
    private final DiscordApi api;
    private final Doorkeeper doorkeeper;
    private final Memory memory;
    private final Places places;
    private final Threads threads;
    private final Answers answers;
    private final OpenAnswers open;
    private final Arrivals arrivals;
    private final Revisions revisions;
    private final Addressing addressing;
    private final boolean opensThreads;

    public Listener(
            DiscordApi api,
            Doorkeeper doorkeeper,
            Memory memory,
            Places places,
            Threads threads,
            Answers answers,
            OpenAnswers open,
            Arrivals arrivals,
            Revisions revisions,
            String selfId,
            DiscordConfig config) {
        this.api = api;
        this.doorkeeper = doorkeeper;
        this.memory = memory;
        this.places = places;
        this.threads = threads;
        this.answers = answers;
        this.open = open;
        this.arrivals = arrivals;
        this.revisions = revisions;
        this.opensThreads = config.answers().opensThreads();
        this.addressing = new Addressing(selfId, Set.copyOf(config.channels()), opensThreads);
    }

    public void said(DiscordMessage message) {
        memory.readTo(message);
        switch (addressing.judge(message)) {
            case FOR_US -> asked(message);
            case NOT_FOR_US -> {
                // Not our business.
            }
            case IF_PARENT_IS_LISTED -> {
                Said said = arrivals.heard(message);
                places.of(message).onSuccess(place -> {
                    if (arrivals.leave(said) && addressing.isListed(place)) {
                        asked(said.whole());
                    }
                });
            }
        }
    }

    private void asked(DiscordMessage question) {
        if (!memory.see(question.id())) {
            return;
        }
        Said said = arrivals.heard(question);
        Future<Place> place = places.of(question);
        if (doorkeeper.isOpen()) {
            admitted(said, place);
        } else {
            place.compose(found -> doorkeeper.admits(question, found)).onSuccess(admitted -> {
                if (admitted) {
                    admitted(said, place);
                } else {
                    arrivals.leave(said);
                }
            });
        }
    }

    private void admitted(Said said, Future<Place> place) {
        memory.watch(said.first());
        if (!arrivals.leave(said) || revisions.joined(said.whole())) {
            return;
        }
        DiscordMessage question = said.whole();
        if (opensThreads) {
            arrivals.admitted(said);
            place.onSuccess(found -> threads.open(question, found).onComplete(thread -> {
                if (!arrivals.leave(said)) {
                    return;
                }
                if (thread.succeeded() && thread.result() != null) {
                    answerInThread(said, thread.result());
                } else {
                    answerThere(said, place);
                }
            }));
        } else {
            answerThere(said, place);
        }
    }

    private void answerThere(Said said, Future<Place> place) {
        DiscordMessage question = said.whole();
        answers.answer(Asking.message(question, new ChannelOutlet(api, question.channelId())), place, said);
    }

    private void answerInThread(Said said, Place thread) {
        DiscordMessage there = said.whole().movedTo(thread.channelId());
        places.know(thread);
        memory.watch(there);
        answers.answer(
                Asking.inThread(there, new ChannelOutlet(api, thread.channelId())),
                Future.succeededFuture(thread),
                said);
        threads.name(there, thread);
    }

    public void edited(Happening.Edited edited) {
        revisions.edited(edited);
    }

    public void deleted(Happening.Deleted deleted) {
        for (String id : deleted.messageIds()) {
            revisions.deleted(id);
            open.deleted(id);
        }
    }
}
