package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Guild;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Role;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Roles, {@code @everyone} among them, and permissions as Discord writes them. */
public final class RoleJson {
    private static final Set<Permission> USUAL =
            Arrays.stream(Permission.values()).filter(Permission::isUsual).collect(Collectors.toUnmodifiableSet());

    private RoleJson() {}

    public static JsonArray all(World world, Guild guild) {
        var array = new JsonArray().add(role(guild.id(), "@everyone", 0, USUAL));
        world.members().roles(guild.id()).forEach(role -> array.add(role(role)));
        return array;
    }

    public static JsonObject role(Role role) {
        return role(role.id(), role.name(), role.position(), role.permissions());
    }

    private static JsonObject role(long id, String name, int position, Set<Permission> permissions) {
        return new JsonObject()
                .put("id", Ids.of(id))
                .put("name", name)
                .put("color", 0)
                .put(
                        "colors",
                        new JsonObject()
                                .put("primary_color", 0)
                                .put("secondary_color", null)
                                .put("tertiary_color", null))
                .put("hoist", false)
                .put("position", position)
                .put("permissions", permissions(permissions))
                .put("managed", false)
                .put("mentionable", false)
                .put("icon", null)
                .put("unicode_emoji", null)
                .put("flags", 0);
    }

    /** The bits as a decimal number in a string. */
    public static String permissions(Set<Permission> permissions) {
        return Long.toString(Permission.mask(permissions));
    }
}
