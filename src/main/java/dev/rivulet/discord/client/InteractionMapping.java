package dev.rivulet.discord.client;

import dev.rivulet.chat.User;
import dev.rivulet.discord.attachments.Attachment;
import dev.rivulet.discord.client.Interaction.Use;
import discord4j.discordjson.json.ApplicationCommandInteractionData;
import discord4j.discordjson.json.ApplicationCommandInteractionOptionData;
import discord4j.discordjson.json.ApplicationCommandInteractionResolvedData;
import discord4j.discordjson.json.InteractionData;
import discord4j.discordjson.json.MessageData;
import discord4j.discordjson.json.PartialMemberData;
import discord4j.discordjson.json.UserData;
import discord4j.discordjson.possible.Possible;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Discord4J's interactions as our records. Numbers: https://discord.com/developers/docs/interactions/receiving-and-responding. */
final class InteractionMapping {
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;

    private static final int CHAT_INPUT = 1;
    private static final int MESSAGE = 3;

    private static final int EPHEMERAL = 1 << 6;

    private InteractionMapping() {}

    /** Empty for what we offer nobody. */
    static Optional<Interaction> interaction(InteractionData data) {
        String guildId = data.guildId().toOptional().map(id -> id.asString()).orElse(null);
        return use(data, guildId)
                .flatMap(use -> data.channel()
                        .toOptional()
                        .flatMap(channel -> user(data)
                                .map(user -> new Interaction(
                                        data.id().asString(),
                                        data.token(),
                                        user,
                                        guildId,
                                        Mapping.place(channel),
                                        data.locale().toOptional().orElse("en-US"),
                                        data.guildLocale().toOptional().orElse(null),
                                        roles(data),
                                        permissions(data),
                                        use))));
    }

    private static Optional<User> user(InteractionData data) {
        return data.member()
                .toOptional()
                .map(member -> user(member.user(), Possible.of(member)))
                .or(() -> data.user().toOptional().map(user -> user(user, Possible.absent())));
    }

    private static User user(UserData user, Possible<PartialMemberData> member) {
        return new User(user.id().asString(), Mapping.name(user, member));
    }

    private static Set<String> roles(InteractionData data) {
        return data.member().toOptional().stream()
                .flatMap(member -> member.roles().stream())
                .map(id -> id.asString())
                .collect(Collectors.toSet());
    }

    private static long permissions(InteractionData data) {
        return data.member()
                .toOptional()
                .flatMap(member -> member.permissions().toOptional())
                .map(Long::parseUnsignedLong)
                .orElse(0L);
    }

    private static Optional<Use> use(InteractionData interaction, @Nullable String guildId) {
        return interaction.data().toOptional().flatMap(data -> switch (interaction.type()) {
            case COMMAND ->
                data.type().toOptional().orElse(CHAT_INPUT) == MESSAGE ? about(data, guildId) : command(data);
            case AUTOCOMPLETE -> typing(data);
            case COMPONENT -> press(interaction, data, guildId);
            default -> Optional.empty();
        });
    }

    private static Optional<Use> command(ApplicationCommandInteractionData data) {
        List<Attachment> files = data.resolved().toOptional().stream()
                .flatMap(resolved -> resolved.attachments().toOptional().stream())
                .flatMap(attachments -> attachments.values().stream())
                .map(Mapping::attachment)
                .toList();
        return data.name().toOptional().map(name -> new Use.Command(name, options(data), files));
    }

    private static Optional<Use> typing(ApplicationCommandInteractionData data) {
        return options(data.options()).stream()
                .filter(option -> option.focused().toOptional().orElse(false))
                .findFirst()
                .flatMap(focused ->
                        data.name().toOptional().map(name -> new Use.Typing(name, focused.name(), options(data))));
    }

    private static Map<String, String> options(ApplicationCommandInteractionData data) {
        Map<String, String> given = new HashMap<>();
        options(data.options())
                .forEach(option -> option.value().toOptional().ifPresent(value -> given.put(option.name(), value)));
        return given;
    }

    private static List<ApplicationCommandInteractionOptionData> options(
            Possible<List<ApplicationCommandInteractionOptionData>> options) {
        return options.toOptional().orElse(List.of());
    }

    private static Optional<Use> about(ApplicationCommandInteractionData data, @Nullable String guildId) {
        return data.resolved()
                .toOptional()
                .flatMap((ApplicationCommandInteractionResolvedData resolved) ->
                        resolved.messages().toOptional())
                .flatMap(messages -> messages.values().stream().findFirst())
                .flatMap(message -> data.name()
                        .toOptional()
                        .map(name ->
                                new Use.About(name, Mapping.message(message).in(guildId))));
    }

    private static Optional<Use> press(
            InteractionData interaction, ApplicationCommandInteractionData data, @Nullable String guildId) {
        return interaction
                .message()
                .toOptional()
                .flatMap((MessageData message) -> data.customId()
                        .toOptional()
                        .map(customId -> new Use.Press(
                                customId,
                                Mapping.message(message).in(guildId),
                                Components.controls(message),
                                (message.flags().toOptional().orElse(0) & EPHEMERAL) != 0)));
    }
}
