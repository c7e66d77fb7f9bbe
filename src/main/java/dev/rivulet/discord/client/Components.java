package dev.rivulet.discord.client;

import dev.rivulet.discord.client.Controls.Control;
import dev.rivulet.discord.client.Controls.Order;
import dev.rivulet.discord.client.Controls.Verb;
import discord4j.discordjson.json.ComponentData;
import discord4j.discordjson.json.MessageData;
import discord4j.discordjson.possible.Possible;
import java.util.List;
import java.util.Optional;

/** Buttons as Discord wants them: https://discord.com/developers/docs/components/reference#button. */
final class Components {
    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int SECONDARY = 2;
    private static final int DANGER = 4;
    private static final int LINK = 5;

    private Components() {}

    /** No row at all for no buttons: in an edit, that takes them away. */
    static List<ComponentData> row(Controls controls) {
        return controls.row().isEmpty()
                ? List.of()
                : List.of(ComponentData.builder()
                        .type(ACTION_ROW)
                        .components(
                                controls.row().stream().map(Components::button).toList())
                        .build());
    }

    /** Our buttons under a message. */
    static Controls controls(MessageData message) {
        return new Controls(message.components().toOptional().stream()
                .flatMap(List::stream)
                .flatMap(row -> row.components().toOptional().stream().flatMap(List::stream))
                .flatMap(button -> control(button).stream())
                .toList());
    }

    private static Optional<Control> control(ComponentData button) {
        String label = Possible.flatOpt(button.label()).orElse("");
        return button.url()
                .toOptional()
                .<Control>map(url -> new Control.Link(url, label))
                .or(() -> button.customId()
                        .toOptional()
                        .flatMap(Order::parse)
                        .map(order -> new Control.Act(order.verb(), order.askerId(), label)));
    }

    private static ComponentData button(Control control) {
        var button = ComponentData.builder().type(BUTTON);
        return switch (control) {
            case Control.Act(Verb verb, String askerId, String label) ->
                button.style(verb == Verb.STOP ? DANGER : SECONDARY)
                        .label(Possible.of(Optional.of(label)))
                        .customId(new Order(verb, askerId).customId())
                        .build();
            case Control.Link(String url, String label) ->
                button.style(LINK)
                        .label(Possible.of(Optional.of(label)))
                        .url(url)
                        .build();
        };
    }
}
