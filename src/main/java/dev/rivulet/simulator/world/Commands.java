package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commands of all applications. */
public final class Commands {
    /** A slash command. */
    public static final int CHAT_INPUT = 1;

    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{InDevanagari}\\p{InThai}]{1,32}");
    private static final int MAX_DESCRIPTION = 100;

    private final World world;
    private final List<Command> commands = new ArrayList<>();

    Commands(World world) {
        this.world = world;
    }

    /** Registers a command, in the place of one with the same type and name if there is one. */
    public Command register(long applicationId, @Nullable Long guildId, JsonObject definition) {
        return world.events().exclusively(() -> {
            world.application(applicationId);
            check(definition);
            int type = definition.getInteger("type", CHAT_INPUT);
            var known = find(applicationId, guildId, type, definition.getString("name"));
            known.ifPresent(commands::remove);
            var command = new Command(
                    known.map(Command::id).orElseGet(world::nextId),
                    world.nextId(),
                    applicationId,
                    guildId,
                    type,
                    definition.getString("name"),
                    definition.copy());
            commands.add(command);
            return command;
        });
    }

    /** Registers these and no others. */
    public List<Command> replaceAll(long applicationId, @Nullable Long guildId, List<JsonObject> definitions) {
        return world.events().exclusively(() -> {
            definitions.forEach(Commands::check);
            var kept = definitions.stream()
                    .map(definition -> register(applicationId, guildId, definition))
                    .toList();
            commands.removeIf(command -> command.applicationId() == applicationId
                    && Objects.equals(command.guildId(), guildId)
                    && !kept.contains(command));
            return kept;
        });
    }

    public void remove(Command command) {
        world.events().exclusively(() -> commands.remove(command));
    }

    public List<Command> list(long applicationId, @Nullable Long guildId) {
        return world.events()
                .exclusively(() -> commands.stream()
                        .filter(command ->
                                command.applicationId() == applicationId && Objects.equals(command.guildId(), guildId))
                        .toList());
    }

    public Command get(long applicationId, @Nullable Long guildId, long id) {
        return list(applicationId, guildId).stream()
                .filter(command -> command.id() == id)
                .findFirst()
                .orElseThrow(Refusal::unknownCommand);
    }

    /** A command by its name, as people in this server see it: the server's own goes before the one that is everywhere. */
    public Optional<Command> visible(long applicationId, @Nullable Long guildId, String name) {
        return world.events().exclusively(() -> {
            var own = guildId == null ? Optional.<Command>empty() : named(list(applicationId, guildId), name);
            return own.or(() -> named(list(applicationId, null), name));
        });
    }

    private static Optional<Command> named(List<Command> all, String name) {
        return all.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    private Optional<Command> find(long applicationId, @Nullable Long guildId, int type, String name) {
        return list(applicationId, guildId).stream()
                .filter(command -> command.type() == type && command.name().equals(name))
                .findFirst();
    }

    private static void check(JsonObject definition) {
        if (!(definition.getValue("name") instanceof String name) || name.isEmpty()) {
            throw Refusal.required("name");
        }
        if (definition.getInteger("type", CHAT_INPUT) == CHAT_INPUT) {
            if (!NAME.matcher(name).matches() || !name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
                throw Refusal.invalidField("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
            }
            if (!(definition.getValue("description") instanceof String description) || description.isEmpty()) {
                throw Refusal.required("description");
            }
            if (description.length() > MAX_DESCRIPTION) {
                throw Refusal.tooLong("description", MAX_DESCRIPTION);
            }
        }
    }
}
