package dev.rivulet.simulator;

import dev.rivulet.simulator.world.Attachment;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Command;
import dev.rivulet.simulator.world.CommandOptions;
import dev.rivulet.simulator.world.Commands;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Modals;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.Upload;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody at the keyboard: does what a person does in Discord's client, and sees what that shows.
 *
 * <p>What the client would not let pass, or Discord refuses, is a {@link Refusal}. Commands are named as they are typed, without the
 * slash: {@code "settings language"} is the sub-command {@code language}.
 */
public final class Person {
    private final Simulator simulator;
    private final World world;
    private final User user;

    Person(Simulator simulator, User user) {
        this.simulator = simulator;
        this.world = simulator.world();
        this.user = user;
    }

    public User user() {
        return user;
    }

    // Writing

    public Message says(Channel channel, String content) {
        return world.messages().post(channel.id(), user, content);
    }

    public Message says(Channel channel, Draft draft) {
        return world.messages().post(channel.id(), user, draft);
    }

    public Message replies(Message to, String content) {
        return says(world.channel(to.channelId()), Draft.text(content).replyingTo(to.id()));
    }

    public Message uploads(Channel channel, String content, Upload... files) {
        var draft = Draft.text(content);
        for (var file : files) {
            draft = draft.with(file);
        }
        return says(channel, draft);
    }

    public Message edits(Message message, String content) {
        return world.messages().edit(message.channelId(), message.id(), user, Change.text(content));
    }

    public void deletes(Message message) {
        world.messages().delete(message.channelId(), message.id(), user);
    }

    // Threads

    public ThreadChannel opensThread(Message message, String name) {
        return (ThreadChannel) world.createThread(message.channelId(), message.id(), user, name);
    }

    /** One that belongs to no message. */
    public ThreadChannel opensThread(Channel parent, String name) {
        return (ThreadChannel) world.createThread(parent.id(), user, name);
    }

    public ThreadChannel renames(Channel thread, String name) {
        return (ThreadChannel) world.change(current(thread).named(name), user);
    }

    public ThreadChannel archives(Channel thread) {
        return (ThreadChannel) world.change(current(thread).archived(true), user);
    }

    public ThreadChannel unarchives(Channel thread) {
        return (ThreadChannel) world.change(current(thread).archived(false), user);
    }

    private ThreadChannel current(Channel thread) {
        return (ThreadChannel) world.channel(thread.id());
    }

    // Commands

    /** @param options texts, numbers, booleans, the ids of users, channels and roles, or an {@link Upload}, by name */
    public Interaction uses(Channel channel, User bot, String command, Map<String, ?> options) {
        var steps = steps(command);
        var files = new ArrayList<Attachment>();
        var values = new HashMap<String, Object>();
        options.forEach((name, value) -> {
            if (value instanceof Upload upload) {
                files.add(world.interactions().uses().upload(channel.id(), upload));
                values.put(name, Long.toUnsignedString(files.getLast().id()));
            } else {
                values.put(name, value);
            }
        });
        var filled = CommandOptions.filled(find(channel, bot, steps.getFirst()), rest(steps), values, null);
        return world.interactions().uses().useCommand(user, channel.id(), bot.id(), steps.getFirst(), filled, files);
    }

    public Interaction uses(Channel channel, User bot, String command) {
        return uses(channel, bot, command, Map.of());
    }

    /**
     * Types the value of an option, so that the bot proposes some.
     *
     * @param others what the other options hold so far
     */
    public Interaction types(
            Channel channel, User bot, String command, String option, String typed, Map<String, ?> others) {
        var steps = steps(command);
        var values = new HashMap<String, Object>(others);
        values.put(option, typed);
        var filled = CommandOptions.filled(find(channel, bot, steps.getFirst()), rest(steps), values, option);
        return world.interactions().uses().complete(user, channel.id(), bot.id(), steps.getFirst(), filled);
    }

    public Interaction types(Channel channel, User bot, String command, String option, String typed) {
        return types(channel, bot, command, option, typed, Map.of());
    }

    /** Chooses from the menu of a message. */
    public Interaction usesOn(Message message, User bot, String command) {
        return world.interactions().uses().useOnMessage(user, message, bot.id(), command);
    }

    /** What may be typed after a slash in this channel, or is in a message's menu there. */
    public List<Command> commands(Channel channel, User bot) {
        return world.commands().visible(bot.id(), channel.guildId()).stream()
                .filter(command -> world.commands().mayUse(user, channel, command))
                .toList();
    }

    private Command find(Channel channel, User bot, String name) {
        return world.commands()
                .visible(bot.id(), channel.guildId(), Commands.CHAT_INPUT, name)
                .orElseThrow(Refusal::unknownCommand);
    }

    private static List<String> steps(String command) {
        return List.of(command.strip().split("\\s+", -1));
    }

    private static List<String> rest(List<String> steps) {
        return steps.subList(1, steps.size());
    }

    // Buttons, menus, dialogs

    /** @param customId the button's */
    public Interaction presses(Message message, String customId) {
        return world.interactions().uses().press(user, message, customId);
    }

    public Interaction chooses(Message message, String customId, String... values) {
        return world.interactions().uses().choose(user, message, customId, List.of(values));
    }

    /**
     * Sends off the dialog that answered an interaction.
     *
     * @param values by the inputs' custom ids; what is left out keeps what the dialog proposed
     */
    public Interaction submits(Interaction shown, Map<String, String> values) {
        var modal = world.interactions().get(shown.id()).answer();
        return world.interactions()
                .uses()
                .submit(user, shown, modal.getString("custom_id"), Modals.filled(modal, values));
    }

    // Seeing

    /** The interaction once the bot has answered it, or it failed: "The application did not respond". */
    public Future<Interaction> outcome(Interaction interaction, Duration limit) {
        return simulator.until(
                "an answer to the interaction",
                limit,
                () -> Optional.of(world.interactions().get(interaction.id())).filter(Interaction::isOver));
    }

    /** The values that the bot proposes, each with {@code name} and {@code value}; empty when it did not respond. */
    public Future<List<JsonObject>> choices(Interaction typed, Duration limit) {
        return outcome(typed, limit)
                .map(over -> over.answer().getJsonArray("choices", new JsonArray()).stream()
                        .map(JsonObject.class::cast)
                        .toList());
    }

    /** The message that the bot's answer to an interaction is, as it stands now. */
    public Optional<Message> answer(Interaction interaction) {
        return Optional.ofNullable(world.interactions().get(interaction.id()).originalId())
                .flatMap(id -> world.messages().find(interaction.channelId(), id));
    }

    /** The messages of a channel that are there for this person, the oldest first. */
    public List<Message> sees(Channel channel) {
        return world.messages().list(channel.id()).stream()
                .filter(message -> message.isVisibleTo(user.id()))
                .toList();
    }
}
