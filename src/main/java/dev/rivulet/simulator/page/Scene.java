package dev.rivulet.simulator.page;

import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import java.util.List;

/**
 * Who and what is there when the page opens: a bot, some people (a member, a moderator, an administrator), some channels.
 *
 * @param token the bot's, to log in with
 * @param listens the channel in which every message is for the bot
 */
public record Scene(User bot, String token, List<User> people, Channel listens) {
    public Scene {
        people = List.copyOf(people);
    }

    /** Puts them into {@code world}. */
    public static Scene in(World world) {
        User bot = world.createBot("Rivulet");
        List<User> people = List.of(
                world.createPerson("Ada"),
                world.members().makeModerator(world.createPerson("Grace")),
                world.members().makeAdministrator(world.createPerson("Linus")));
        world.createChannel("general");
        Channel listens = world.createChannel("ask-rivulet");
        world.createChannel("random");
        world.openDirect(people.getFirst(), bot);
        return new Scene(bot, world.issueToken(bot.id()), people, listens);
    }
}
