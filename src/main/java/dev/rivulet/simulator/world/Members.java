package dev.rivulet.simulator.world;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people are in a server, what that lets them do, and which languages they and their servers speak. */
public final class Members {
    /** What everybody speaks until told otherwise. */
    public static final String USUAL_LOCALE = "en-US";

    private static final Set<Permission> MODERATORS =
            EnumSet.of(Permission.MANAGE_MESSAGES, Permission.MANAGE_THREADS, Permission.MODERATE_MEMBERS);

    private final World world;
    private final Map<Long, List<Role>> roles = new HashMap<>();
    private final Map<Holder, Set<Long>> held = new HashMap<>();
    private final Map<Long, String> locales = new HashMap<>();

    Members(World world) {
        this.world = world;
    }

    public Role createRole(long guildId, String name, Set<Permission> permissions) {
        return world.events().exclusively(() -> {
            var all = roles.computeIfAbsent(world.guild(guildId).id(), id -> new ArrayList<>());
            var role = new Role(world.nextId(), guildId, name, all.size() + 1, permissions);
            all.add(role);
            world.events().publish(new WorldEvent.RoleCreated(role));
            return role;
        });
    }

    /** The server's roles but for {@code @everyone}. */
    public List<Role> roles(long guildId) {
        return world.events().exclusively(() -> List.copyOf(roles.getOrDefault(guildId, List.of())));
    }

    public void grant(User user, Role role) {
        change(user, role, true);
    }

    public void revoke(User user, Role role) {
        change(user, role, false);
    }

    private void change(User user, Role role, boolean has) {
        world.events().exclusively(() -> {
            if (!world.isMember(role.guildId(), user.id())) {
                throw Refusal.unknownMember();
            }
            var all = held.computeIfAbsent(new Holder(role.guildId(), user.id()), key -> new LinkedHashSet<>());
            if (has ? all.add(role.id()) : all.remove(role.id())) {
                world.events().publish(new WorldEvent.MemberUpdated(world.guild(role.guildId()), user));
            }
            return user;
        });
    }

    /** May from now on do everything in {@link World#home()}. */
    public User makeAdministrator(User user) {
        grant(user, homeRole("Administrator", EnumSet.of(Permission.ADMINISTRATOR)));
        return user;
    }

    /** May from now on manage others' messages and threads in {@link World#home()}. */
    public User makeModerator(User user) {
        grant(user, homeRole("Moderator", MODERATORS));
        return user;
    }

    private Role homeRole(String name, Set<Permission> permissions) {
        return world.events()
                .exclusively(() -> roles(world.home().id()).stream()
                        .filter(role -> role.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> createRole(world.home().id(), name, permissions)));
    }

    public List<Role> rolesOf(long guildId, long userId) {
        return world.events().exclusively(() -> {
            var ids = held.getOrDefault(new Holder(guildId, userId), Set.of());
            return roles(guildId).stream()
                    .filter(role -> ids.contains(role.id()))
                    .toList();
        });
    }

    /** What somebody may do in the whole server: the owner everything, others what is usual and what their roles add. */
    public Set<Permission> permissionsOf(long guildId, long userId) {
        return world.events().exclusively(() -> {
            var granted = EnumSet.copyOf(Permissions.USUAL);
            rolesOf(guildId, userId).forEach(role -> granted.addAll(role.permissions()));
            return world.guild(guildId).ownerId() == userId || granted.contains(Permission.ADMINISTRATOR)
                    ? EnumSet.allOf(Permission.class)
                    : granted;
        });
    }

    /**
     * A person chooses the language of their client.
     *
     * @param locale one of <a href="https://discord.com/developers/docs/reference#locales">Discord's</a>, such as {@code de}
     */
    public User speak(User person, String locale) {
        setLocale(person.id(), locale);
        return person;
    }

    /** A server chooses its language. */
    public Guild speak(Guild guild, String locale) {
        return world.events().exclusively(() -> {
            setLocale(guild.id(), locale);
            world.events().publish(new WorldEvent.GuildUpdated(guild));
            return guild;
        });
    }

    private void setLocale(long id, String locale) {
        world.events().exclusively(() -> locales.put(id, Locales.known(locale)));
    }

    /** Of a person or a server, by its id. */
    public String localeOf(long id) {
        return world.events().exclusively(() -> locales.getOrDefault(id, USUAL_LOCALE));
    }

    private record Holder(long guildId, long userId) {}
}
