package dev.rivulet.simulator.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who there is, and what proves it. Guarded by the world's lock. */
final class Accounts {
    private final World world;
    private final Tokens tokens = new Tokens();
    private final Map<Long, User> users = new LinkedHashMap<>();
    private final Map<Long, BotApplication> applications = new LinkedHashMap<>();

    Accounts(World world) {
        this.world = world;
    }

    User addPerson(String name) {
        return add(new User(world.nextId(), name, false));
    }

    User addBot(String name) {
        var bot = add(new User(world.nextId(), name, true));
        applications.put(bot.id(), BotApplication.of(bot));
        return bot;
    }

    private User add(User user) {
        users.put(user.id(), user);
        return user;
    }

    Optional<User> find(long id) {
        return Optional.ofNullable(users.get(id));
    }

    List<User> all() {
        return List.copyOf(users.values());
    }

    BotApplication application(long id) {
        return Optional.ofNullable(applications.get(id)).orElseThrow(Refusal::unknownApplication);
    }

    BotApplication update(BotApplication application) {
        application(application.id());
        applications.put(application.id(), application);
        return application;
    }

    Tokens tokens() {
        return tokens;
    }
}
