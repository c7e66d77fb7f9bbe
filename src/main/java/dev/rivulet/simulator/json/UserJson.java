package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Guild;
import dev.rivulet.simulator.world.Snowflakes;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Users, and users as members of a server. */
public final class UserJson {
    private UserJson() {}

    public static JsonObject user(User user) {
        var json = new JsonObject()
                .put("id", Ids.of(user.id()))
                .put("username", user.name())
                .put("global_name", user.bot() ? null : user.name())
                .put("discriminator", user.bot() ? "0001" : "0")
                .put("avatar", null)
                .put("avatar_decoration_data", null)
                .put("banner", null)
                .put("accent_color", null)
                .put("public_flags", 0)
                .put("flags", 0)
                .put("primary_guild", null);
        return user.bot() ? json.put("bot", true) : json;
    }

    /** As users see themselves. */
    public static JsonObject self(World world, User user) {
        return user(user)
                .put("mfa_enabled", false)
                .put("locale", world.members().localeOf(user.id()))
                .put("verified", true)
                .put("premium_type", 0);
    }

    public static JsonObject member(World world, Guild guild, User user) {
        return memberOnly(world, guild, user).put("user", user(user));
    }

    /** Without the user, as it stands beside a message's author. */
    static JsonObject memberOnly(World world, Guild guild, User user) {
        return new JsonObject()
                .put("avatar", null)
                .put("banner", null)
                .put("communication_disabled_until", null)
                .put("flags", 0)
                .put("joined_at", Times.of(Snowflakes.timeOf(Math.max(guild.id(), user.id()))))
                .put("nick", null)
                .put("pending", false)
                .put("premium_since", null)
                .put("roles", roles(world, guild, user))
                .put("mute", false)
                .put("deaf", false);
    }

    private static JsonArray roles(World world, Guild guild, User user) {
        var array = new JsonArray();
        world.members().rolesOf(guild.id(), user.id()).forEach(role -> array.add(Ids.of(role.id())));
        return array;
    }
}
