package dev.rivulet.simulator.world;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands of all applications. */
public final class Commands {
    /** A slash command. */
    public static final int CHAT_INPUT = 1;

    /** In the menu of a user. */
    public static final int USER = 2;

    /** In the menu of a message. */
    public static final int MESSAGE = 3;

    private static final Pattern NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{InDevanagari}\\p{InThai}]{1,32}");
    private static final int MAX_NAME = 32;
    private static final int MAX_COMMANDS = 100;
    private static final int MAX_MENUS = 15;
    private static final int IN_GUILD = 0;
    private static final int BOT_DIRECT = 1;
    static final int MAX_DESCRIPTION = 100;

    private final World world;
    private final List<Command> commands = new ArrayList<>();

    Commands(World world) {
        this.world = world;
    }

    /** Registers a command, in the place of one with the same type and name if there is one. */
    public Command register(long applicationId, @Nullable Long guildId, JsonObject given) {
        return world.events().exclusively(() -> {
            world.application(applicationId);
            var definition = tidy(given);
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
                    definition);
            commands.add(command);
            return command;
        });
    }

    /** Registers these and no others. */
    public List<Command> replaceAll(long applicationId, @Nullable Long guildId, List<JsonObject> definitions) {
        return world.events().exclusively(() -> {
            definitions.forEach(definition -> check(tidy(definition)));
            checkCount(definitions);
            var kept = definitions.stream()
                    .map(definition -> register(applicationId, guildId, definition))
                    .toList();
            commands.removeIf(command -> command.applicationId() == applicationId
                    && Objects.equals(command.guildId(), guildId)
                    && !kept.contains(command));
            return kept;
        });
    }

    private static void checkCount(List<JsonObject> definitions) {
        for (int type : List.of(CHAT_INPUT, USER, MESSAGE)) {
            long count = definitions.stream()
                    .filter(definition -> definition.getInteger("type", CHAT_INPUT) == type)
                    .count();
            if (count > (type == CHAT_INPUT ? MAX_COMMANDS : MAX_MENUS)) {
                throw Refusal.of(400, 30032, "Maximum number of application commands reached");
            }
        }
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
    public Optional<Command> visible(long applicationId, @Nullable Long guildId, int type, String name) {
        return visible(applicationId, guildId).stream()
                .filter(command -> command.type() == type && command.name().equals(name))
                .findFirst();
    }

    /** All commands that are in this server, or in direct conversations (null), by any of whose names people may call one. */
    public List<Command> visible(long applicationId, @Nullable Long guildId) {
        return world.events().exclusively(() -> {
            var own = guildId == null ? List.<Command>of() : list(applicationId, guildId);
            var everywhere = list(applicationId, null).stream()
                    .filter(command -> isIn(command.definition(), guildId == null))
                    .filter(command -> own.stream()
                            .noneMatch(other -> other.type() == command.type()
                                    && other.name().equals(command.name())));
            return Stream.concat(own.stream(), everywhere).toList();
        });
    }

    private static boolean isIn(JsonObject definition, boolean direct) {
        var contexts = definition.getJsonArray("contexts");
        return contexts == null
                ? !direct || definition.getBoolean("dm_permission", true)
                : contexts.contains(direct ? BOT_DIRECT : IN_GUILD);
    }

    /** Whether somebody has the permissions that the command asks for by default. */
    public boolean mayUse(User person, Channel channel, Command command) {
        var asked = command.definition().getValue("default_member_permissions");
        if (asked == null || channel.guildId() == null) {
            return true;
        }
        long mask = Long.parseLong(asked.toString());
        var granted = world.permissionsIn(channel, person.id());
        return mask == 0 ? granted.contains(Permission.ADMINISTRATOR) : (Permission.mask(granted) & mask) == mask;
    }

    private Optional<Command> find(long applicationId, @Nullable Long guildId, int type, String name) {
        return list(applicationId, guildId).stream()
                .filter(command -> command.type() == type && command.name().equals(name))
                .findFirst();
    }

    private static void check(JsonObject definition) {
        if (definition.getInteger("type", CHAT_INPUT) == CHAT_INPUT) {
            checkName(definition, "");
            Texts.check(definition, "description", "", 1, MAX_DESCRIPTION, true);
            CommandOptions.check(definition, "");
        } else {
            Texts.check(definition, "name", "", 1, MAX_NAME, true);
        }
    }

    static void checkName(JsonObject named, String path) {
        Texts.check(named, "name", path.isEmpty() ? "" : path.substring(0, path.length() - 1), 1, MAX_NAME, true);
        var name = named.getString("name");
        if (!NAME.matcher(name).matches() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            throw Refusal.invalidField(path + "name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    /** As Discord keeps it: nothing is null, and permissions are texts. */
    private static JsonObject tidy(JsonObject definition) {
        var tidy = new JsonObject();
        definition.forEach(entry -> {
            switch (entry.getValue()) {
                case null -> {}
                case JsonObject inside -> tidy.put(entry.getKey(), tidy(inside));
                case JsonArray array ->
                    tidy.put(
                            entry.getKey(),
                            new JsonArray(array.stream()
                                    .map(each -> each instanceof JsonObject inside ? tidy(inside) : each)
                                    .toList()));
                case Object value ->
                    tidy.put(
                            entry.getKey(),
                            entry.getKey().equals("default_member_permissions") ? value.toString() : value);
            }
        });
        return tidy;
    }
}
