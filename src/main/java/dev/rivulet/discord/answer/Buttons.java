package dev.rivulet.discord.answer;

import dev.rivulet.discord.client.Controls;
import dev.rivulet.discord.client.Controls.Control;
import dev.rivulet.discord.client.Controls.Order;
import dev.rivulet.discord.client.Controls.Verb;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which buttons stand under an answer. */
final class Buttons {
    private Buttons() {}

    /** @param mayGoOn whether it broke off where more might come */
    static Controls of(Asking asking, boolean ended, boolean mayGoOn, Language language) {
        String askerId = asking.question().author().id();
        return ended
                ? afterwards(askerId, mayGoOn, asking.earlier(), language)
                : new Controls(List.of(new Control.Act(Verb.STOP, askerId, language.say(Phrase.BUTTON_STOP))));
    }

    /** For an answer that another process left unfinished: its asker is known by the buttons it has. */
    static Controls afterwards(DiscordMessage answer, Language language) {
        boolean mayGoOn = !AnswerReader.read(List.of(answer.content())).text().isEmpty();
        return answer.customIds().stream()
                .flatMap(id -> Order.parse(id).stream())
                .findFirst()
                .map(order -> afterwards(order.askerId(), mayGoOn, null, language))
                .orElse(Controls.NONE);
    }

    private static Controls afterwards(String askerId, boolean mayGoOn, @Nullable String earlier, Language language) {
        List<Control> row = new ArrayList<>();
        row.add(new Control.Act(Verb.REGENERATE, askerId, language.say(Phrase.BUTTON_REGENERATE)));
        if (mayGoOn) {
            row.add(new Control.Act(Verb.CONTINUE, askerId, language.say(Phrase.BUTTON_CONTINUE)));
        }
        if (earlier != null) {
            row.add(new Control.Link(earlier, language.say(Phrase.BUTTON_EARLIER)));
        }
        return new Controls(row);
    }
}
