package dev.rivulet.discord.answer;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Place;
import dev.rivulet.discord.history.Places;
import dev.rivulet.discord.people.Choices;
import dev.rivulet.discord.people.Languages;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins answers, whatever asks for them, and sees them through to their end. All on one context. */
public final class Answers {
    private final Vertx vertx;
    private final Languages languages;
    private final Places places;
    private final Choices choices;
    private final Inquiries inquiries;
    private final PacedWriter writer;
    private final int maxUnshown;
    private final OpenAnswers open;
    private final Pending pending;
    private final Chronicle chronicle;
    private final CodeDownloads code;
    private final Typing typing;

    public Answers(
            Vertx vertx,
            Languages languages,
            Places places,
            Choices choices,
            Inquiries inquiries,
            PacedWriter writer,
            int maxUnshown,
            OpenAnswers open,
            Pending pending,
            Chronicle chronicle,
            CodeDownloads code,
            Typing typing) {
        this.vertx = vertx;
        this.languages = languages;
        this.places = places;
        this.choices = choices;
        this.inquiries = inquiries;
        this.writer = writer;
        this.maxUnshown = maxUnshown;
        this.open = open;
        this.pending = pending;
        this.chronicle = chronicle;
        this.code = code;
        this.typing = typing;
    }

    /**
     * Answers a question, whatever asked it.
     *
     * @param place where it was asked
     */
    public Answering answer(Asking asking, Future<Place> place) {
        return answer(asking, place, new Said(asking.question()));
    }

    /** @param said the question where it was asked, which may not be where it is answered */
    public Answering answer(Asking asking, Future<Place> place, Said said) {
        DiscordMessage question = asking.question();
        Answering answering = new Answering(
                asking,
                UUID.randomUUID().toString(),
                languages.of(question, places.known(question)),
                writer,
                this::wrote,
                maxUnshown,
                System::nanoTime);
        open.add(answering);
        code.prepare(answering);
        if (asking.isMessage()) {
            pending.add(answering, said);
        }
        answering.done().onComplete(_ -> ended(answering));
        chronicle.asked(answering);
        if (open.isDraining()) {
            answering.fail(answering.language().say(Phrase.RESTARTING));
            return answering;
        }
        choices.manner(question.author().id()).onSuccess(manner -> {
            answering.begin(manner);
            if (manner.quiet()) {
                typing.show(answering);
            }
            moveOnInTime(answering);
            // A question that changed by now was asked anew then.
            if (answering.version() == 0) {
                inquiries.ask(answering, place);
            }
        });
        return answering;
    }

    private void moveOnInTime(Answering answering) {
        Outlet outlet = answering.outlet();
        Duration lasts = outlet.lasts();
        if (lasts == null) {
            return;
        }
        long timer = vertx.setTimer(
                lasts.toMillis(),
                _ -> outlet.moveOn().onComplete(moved -> {
                    if (moved.succeeded()) {
                        answering.moved();
                    } else {
                        Phrase why = answering.asking().secret() ? Phrase.PRIVATE_TOO_LONG : Phrase.PUBLIC_TOO_LONG;
                        answering.fail(answering.language().say(why));
                    }
                }));
        answering.done().onComplete(_ -> vertx.cancelTimer(timer));
    }

    private void wrote(
            Answering answering, Write write, String messageId, int coalesced, @Nullable RateLimit rateLimit) {
        chronicle.wrote(answering, write, messageId, coalesced, rateLimit);
        // Posting a message ends the indicator, so it is shown from the placeholder on.
        if (write instanceof Write.Create create && create.index() == 0) {
            typing.show(answering);
        }
    }

    private void ended(Answering answering) {
        open.remove(answering);
        pending.remove(answering);
        if (!open.isDraining()) {
            code.give(answering);
        }
        chronicle.ended(answering);
    }
}
