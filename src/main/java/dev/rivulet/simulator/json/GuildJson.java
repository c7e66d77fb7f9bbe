package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.Guild;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Snowflakes;
import dev.rivulet.simulator.world.TextChannel;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Servers and their roles. */
public final class GuildJson {
    private GuildJson() {}

    public static JsonObject guild(World world, Guild guild) {
        return new JsonObject()
                .put("id", Ids.of(guild.id()))
                .put("name", guild.name())
                .put("owner_id", Ids.of(guild.ownerId()))
                .put("icon", null)
                .put("description", null)
                .put("home_header", null)
                .put("splash", null)
                .put("discovery_splash", null)
                .put("features", new JsonArray())
                .put("banner", null)
                .put("application_id", null)
                .put("region", "us-east")
                .put("afk_channel_id", null)
                .put("afk_timeout", 300)
                .put("system_channel_id", null)
                .put("system_channel_flags", 0)
                .put("widget_enabled", false)
                .put("widget_channel_id", null)
                .put("verification_level", 0)
                .put("roles", RoleJson.all(world, guild))
                .put("default_message_notifications", 0)
                .put("mfa_level", 0)
                .put("explicit_content_filter", 0)
                .put("max_presences", null)
                .put("max_members", 500_000)
                .put("max_stage_video_channel_users", 50)
                .put("max_video_channel_users", 25)
                .put("vanity_url_code", null)
                .put("premium_tier", 0)
                .put("premium_subscription_count", 0)
                .put("preferred_locale", world.members().localeOf(guild.id()))
                .put("rules_channel_id", null)
                .put("safety_alerts_channel_id", null)
                .put("public_updates_channel_id", null)
                .put("premium_progress_bar_enabled", false)
                .put("nsfw", false)
                .put("nsfw_level", 0)
                .put("emojis", new JsonArray())
                .put("stickers", new JsonArray())
                .put("incidents_data", null);
    }

    /** As {@code GUILD_CREATE} sends it: also with channels, threads and members. */
    public static JsonObject event(World world, Guild guild, User viewer) {
        var channels = new JsonArray();
        var threads = new JsonArray();
        for (var channel : world.channelsOf(guild.id())) {
            if (!world.allows(channel, viewer.id(), Permission.VIEW_CHANNEL)) {
                continue;
            }
            if (channel instanceof TextChannel) {
                channels.add(ChannelJson.channel(world, channel, viewer));
            } else if (channel instanceof ThreadChannel) {
                threads.add(ChannelJson.channel(world, channel, viewer));
            }
        }
        var members = new JsonArray();
        world.membersOf(guild.id()).forEach(member -> members.add(UserJson.member(world, guild, member)));
        return guild(world, guild)
                .put("joined_at", Times.of(Snowflakes.timeOf(Math.max(guild.id(), viewer.id()))))
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", members.size())
                .put("members", members)
                .put("channels", channels)
                .put("threads", threads)
                .put("voice_states", new JsonArray())
                .put("presences", new JsonArray())
                .put("stage_instances", new JsonArray())
                .put("guild_scheduled_events", new JsonArray())
                .put("soundboard_sounds", new JsonArray());
    }
}
