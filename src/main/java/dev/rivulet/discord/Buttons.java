package dev.rivulet.discord;

import dev.rivulet.discord.Controls.Control;
import dev.rivulet.discord.Controls.Order;
import dev.rivulet.discord.Controls.Verb;
import dev.rivulet.render.AnswerReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which buttons stand under an answer. */
final class Buttons {
    private Buttons() {}

    /** @param mayGoOn whether it broke off where more might come */
    static Controls of(Asking asking, boolean ended, boolean mayGoOn) {
        String askerId = asking.question().author().id();
        return ended ? afterwards(askerId, mayGoOn, asking.earlier()) : new Controls(List.of(stop(askerId)));
    }

    /** For an answer that another process left unfinished: its asker is known by the buttons it has. */
    static Controls afterwards(DiscordMessage answer) {
        boolean mayGoOn = !AnswerReader.read(List.of(answer.content())).text().isEmpty();
        return answer.customIds().stream()
                .flatMap(id -> Order.parse(id).stream())
                .findFirst()
                .map(order -> afterwards(order.askerId(), mayGoOn, null))
                .orElse(Controls.NONE);
    }

    private static Controls afterwards(String askerId, boolean mayGoOn, @Nullable String earlier) {
        List<Control> row = new ArrayList<>();
        row.add(new Control.Act(Verb.REGENERATE, askerId, "Regenerate"));
        if (mayGoOn) {
            row.add(new Control.Act(Verb.CONTINUE, askerId, "Continue"));
        }
        if (earlier != null) {
            row.add(new Control.Link(earlier, "Earlier version"));
        }
        return new Controls(row);
    }

    private static Control stop(String askerId) {
        return new Control.Act(Verb.STOP, askerId, "Stop");
    }
}
