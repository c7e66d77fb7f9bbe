package dev.rivulet.simulator.json;

import dev.rivulet.simulator.world.BotApplication;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A bot's application. Without {@code email}: a null there crashes a real client's decoder. */
public final class ApplicationJson {
    private ApplicationJson() {}

    public static JsonObject application(World world, BotApplication application) {
        return new JsonObject()
                .put("id", Ids.of(application.id()))
                .put("name", application.name())
                .put("icon", null)
                .put("description", "")
                .put("summary", "")
                .put("type", null)
                .put("bot", UserJson.user(world.user(application.id())))
                .put("bot_public", true)
                .put("bot_require_code_grant", false)
                .put("verify_key", "0".repeat(64))
                .put("flags", application.flags())
                .put("flags_new", Integer.toString(application.flags()))
                .put("redirect_uris", new JsonArray())
                .put("interactions_endpoint_url", null)
                .put("role_connections_verification_url", null)
                .put("owner", UserJson.user(world.user(world.home().ownerId())))
                .put("approximate_guild_count", world.guildsOf(application.id()).size())
                .put("approximate_user_install_count", 0)
                .put("approximate_user_authorization_count", 0)
                .put("explicit_content_filter", 0)
                .put("team", null)
                .put("eligible_oauth2_scopes", new JsonArray());
    }
}
