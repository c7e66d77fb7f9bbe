package dev.rivulet.discord.command;

import dev.rivulet.chat.User;
import dev.rivulet.discord.answer.Answering;
import dev.rivulet.discord.answer.Interrupted;
import dev.rivulet.discord.answer.OpenAnswers;
import dev.rivulet.discord.client.Controls;
import dev.rivulet.discord.client.Controls.Order;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.client.Interaction;
import dev.rivulet.discord.client.Interaction.Use;
import dev.rivulet.discord.client.InteractionApi;
import dev.rivulet.discord.history.History;
import dev.rivulet.discord.history.Questions;
import dev.rivulet.discord.people.Doorkeeper;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.AnswerReader;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what the buttons under an answer are for. All on one context. */
public final class Presses {
    private static final String CONTINUE =
            "Continue your last answer exactly where it stopped. Repeat nothing and add no introduction.";

    private final InteractionApi api;
    private final Doorkeeper doorkeeper;
    private final OpenAnswers answers;
    private final Interrupted interrupted;
    private final Questions questions;
    private final History history;
    private final Replies replies;
    private final Acknowledgements acknowledged;

    public Presses(
            InteractionApi api,
            Doorkeeper doorkeeper,
            OpenAnswers answers,
            Interrupted interrupted,
            Questions questions,
            History history,
            Replies replies,
            Acknowledgements acknowledged) {
        this.api = api;
        this.doorkeeper = doorkeeper;
        this.answers = answers;
        this.interrupted = interrupted;
        this.questions = questions;
        this.history = history;
        this.replies = replies;
        this.acknowledged = acknowledged;
    }

    /** Acknowledges it, and does it. Fails where it can't be acknowledged. */
    Future<Void> pressed(Interaction interaction, Use.Press press) {
        Language language = replies.language(interaction);
        Order order = Order.parse(press.customId()).orElse(null);
        if (order == null) {
            return api.whisper(interaction, language.say(Phrase.UNKNOWN_BUTTON));
        }
        if (!order.askerId().equals(interaction.user().id()) && !doorkeeper.isModerator(interaction)) {
            return api.whisper(interaction, language.say(Phrase.NOT_YOURS));
        }
        return switch (order.verb()) {
            case STOP -> stop(interaction, press, language);
            case REGENERATE -> regenerate(interaction, press, order.askerId(), language);
            case CONTINUE -> goOn(interaction, press, order.askerId());
        };
    }

    private Future<Void> stop(Interaction interaction, Use.Press press, Language language) {
        if (answers.stop(press.message().id(), interaction.user().name())) {
            return api.accept(interaction);
        }
        if (!press.ephemeral()) {
            interrupted.mark(press.message().channelId(), press.message().id());
        }
        return api.whisper(interaction, language.say(Phrase.NOT_BEING_WRITTEN));
    }

    private Future<Void> regenerate(Interaction interaction, Use.Press press, String askerId, Language language) {
        if (!press.ephemeral()) {
            return acknowledged
                    .first(api.strip(interaction))
                    .compose(_ -> questions
                            .of(press.message(), askerId)
                            .onSuccess(found -> putBackUnlessAnswered(press, again(interaction, found)))
                            .<Void>mapEmpty()
                            .recover(cause -> {
                                replies.putBack(press);
                                return api.followUp(interaction, true, language.say(why(cause)), Controls.NONE)
                                        .mapEmpty();
                            }));
        }
        AnswerPages.Question shown = shown(press.message());
        if (shown == null) {
            return api.whisper(interaction, language.say(Phrase.QUESTION_GONE));
        }
        DiscordMessage question = Replies.question(
                interaction,
                interaction.user(),
                shown.text(),
                history.files().of(press.message().id()));
        history.conversations().follow(question.id(), press.message().id());
        return acknowledged
                .first(api.think(interaction, true))
                .onSuccess(_ -> replies.byToken(interaction, question, shown, true, null));
    }

    private static Phrase why(Throwable cause) {
        return cause instanceof DiscordException failure && failure.kind() == DiscordException.Kind.GONE
                ? Phrase.QUESTION_GONE
                : Phrase.QUESTION_UNREAD;
    }

    /** Whoever is refused, or gets nothing at all, may press again. */
    private void putBackUnlessAnswered(Use.Press press, Answering answering) {
        answering.done().onComplete(_ -> {
            if (!answering.hasText()) {
                replies.putBack(press);
            }
        });
    }

    private Answering again(Interaction interaction, Questions.Found found) {
        return replies.inChannel(
                interaction, found.question(), found.replyTo(), found.shown(), Questions.address(found.firstPage()));
    }

    private Future<Void> goOn(Interaction interaction, Use.Press press, String askerId) {
        DiscordMessage last = press.message();
        // The buttons stay the asker's, whoever pressed this one.
        User asker = new User(askerId, interaction.user().name());
        DiscordMessage question = Questions.replying(Replies.question(interaction, asker, CONTINUE, List.of()), last);
        history.conversations().follow(question.id(), last.id());
        return press.ephemeral()
                ? acknowledged
                        .first(api.think(interaction, true))
                        .onSuccess(_ -> replies.byToken(interaction, question, shown(last), true, List.of(last)))
                : acknowledged
                        .first(api.strip(interaction))
                        .onSuccess(_ -> putBackUnlessAnswered(
                                press, replies.inChannel(interaction, question, last.id(), null, null)));
    }

    private static AnswerPages.@Nullable Question shown(DiscordMessage answer) {
        return AnswerReader.read(List.of(answer.content())).question().orElse(null);
    }
}
