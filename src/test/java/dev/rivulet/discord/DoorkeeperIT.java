package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.config.AccessConfig;
import dev.rivulet.config.AccessConfig.Listed;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Role;
import dev.rivulet.simulator.world.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is answered, and what the others are told. */
@Timeout(120)
class DoorkeeperIT {
    private static final Listed ALL = new Listed(List.of(), List.of());

    @TempDir
    Path data;

    private static Listed only(long id) {
        return new Listed(List.of(Long.toString(id)), List.of());
    }

    private static AccessConfig users(Listed users) {
        return new AccessConfig(ALL, ALL, ALL, users, true, List.of());
    }

    private static AccessConfig roles(Listed roles) {
        return new AccessConfig(ALL, ALL, roles, ALL, true, List.of());
    }

    private static Message toldDirectly(Scene scene, User who, String part) {
        Channel direct = scene.discord.world().openDirect(scene.bot, who);
        return scene.sees(
                direct.id(), "a direct line", message -> message.content().contains(part));
    }

    @Test
    void whoIsNotAllowedIsToldDirectlyOnceAndNobodyElseSeesIt() {
        try (Scene scene = Scene.online(data)) {
            User bob = scene.discord.world().createPerson("Bob");
            scene.verticle.answering(users(only(scene.ada.id())));
            scene.says(bob, scene.bot.mention() + " hello?");
            Message told = toldDirectly(scene, bob, "ask whoever runs me to let you in");
            scene.says(bob, scene.bot.mention() + " hello??");

            scene.asks("and I?");
            assertThat(scene.question().last()).isEqualTo("and I?");
            assertThat(scene.questionsWaiting()).isZero();
            assertThat(scene.ours(told.channelId())).hasSize(1);
            assertThat(scene.ours()).allMatch(message -> !message.content().contains("let you in"));
        }
    }

    @Test
    void aRoleLetsPeopleIn() {
        try (Scene scene = Scene.online(data)) {
            Role member = scene.discord
                    .world()
                    .members()
                    .createRole(scene.discord.world().home().id(), "member", Set.of());
            scene.discord.world().members().grant(scene.ada, member);
            User bob = scene.discord.world().createPerson("Bob");
            scene.verticle.answering(roles(only(member.id())));

            scene.says(bob, scene.bot.mention() + " hello?");
            toldDirectly(scene, bob, "let you in");
            scene.asks("and I?");
            assertThat(scene.question().last()).isEqualTo("and I?");
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void whatIsDeletedWhileItsAuthorsRolesAreLookedUpIsNotAnswered() {
        try (Scene scene = Scene.online(data)) {
            var members = scene.discord.world().members();
            Role member = members.createRole(scene.discord.world().home().id(), "member", Set.of());
            members.grant(scene.ada, member);
            User bob = scene.discord.world().createPerson("Bob");
            members.grant(bob, member);
            scene.verticle.answering(roles(only(member.id())));

            // Bob's are looked up after Ada's.
            scene.discord.faults().rest().next(RouteKind.GUILD, new RestFault.Slow(Duration.ofSeconds(2)));
            Message deleted = scene.asks("never mind");
            scene.says(bob, scene.bot.mention() + " and I?");
            scene.discord.world().messages().delete(scene.channel.id(), deleted.id(), scene.ada);
            Question bobs = scene.question();
            assertThat(bobs.last()).isEqualTo("and I?");
            bobs.starts().text("Welcome.").completes();
            scene.seesText("fake");
            assertThat(scene.questionsWaiting()).isZero();
            assertThat(scene.ours()).hasSize(1);
        }
    }

    @Test
    void aCommandIsJudgedByTheRolesThatComeWithIt() {
        try (Scene scene = Scene.online(data)) {
            Role member = scene.discord
                    .world()
                    .members()
                    .createRole(scene.discord.world().home().id(), "member", Set.of());
            scene.discord.world().members().grant(scene.ada, member);
            User bob = scene.discord.world().createPerson("Bob");
            scene.verticle.answering(roles(only(member.id())));

            scene.uses(bob, scene.channel.id(), "help");
            scene.whispered(bob, "let you in");
            CommandsIT.ask(scene, "and I?", false);
            assertThat(scene.question().last()).isEqualTo("and I?");
            assertThat(scene.requests).noneMatch(each -> each.route().contains("/members/"));
        }
    }

    @Test
    void adminsMayDoWhatTakesAPermissionOtherwise() {
        try (Scene scene = Scene.online(data)) {
            User bob = scene.discord.world().createPerson("Bob");
            scene.asks("a question");
            scene.question().starts().text("It begins well");
            Message growing = scene.seesText("It begins well");
            scene.verticle.answering(new AccessConfig(ALL, ALL, ALL, ALL, true, List.of(Long.toString(bob.id()))));
            scene.presses(bob, growing, "Stop");
            scene.seesText("Stopped by Bob.");
        }
    }

    @Test
    void directMessagesCanBeOff() {
        try (Scene scene = Scene.online(data)) {
            scene.verticle.answering(new AccessConfig(ALL, ALL, ALL, ALL, false, List.of()));
            Channel direct = scene.discord.world().openDirect(scene.bot, scene.ada);
            scene.discord.world().messages().post(direct.id(), scene.ada, "psst");
            scene.sees(
                    direct.id(),
                    "the refusal",
                    message -> message.content().contains("I don't answer direct messages"));
            scene.asks("then here");
            assertThat(scene.question().last()).isEqualTo("then here");
        }
    }

    @Test
    void suggestsNothingToWhoIsNotAllowed() {
        try (Scene scene = Scene.choosing(data)) {
            scene.verticle.answering(users(new Listed(List.of(), List.of(Long.toString(scene.ada.id())))));
            for (String command : List.of("model", "backend", "prompt")) {
                assertThat(SettingsIT.suggested(scene, command, "")).isEmpty();
            }
            scene.verticle.answering(AccessConfig.everybody());
            assertThat(SettingsIT.suggested(scene, "backend", "")).containsExactly("default", "fake", "other");
        }
    }

    @Test
    void aCommandIsRefusedForItsUserAlone() {
        try (Scene scene = Scene.online(data)) {
            scene.verticle.answering(users(new Listed(List.of(), List.of(Long.toString(scene.ada.id())))));
            CommandsIT.ask(scene, "may I?", false);
            scene.whispered(scene.ada, "ask whoever runs me to let you in");
            assertThat(scene.questionsWaiting()).isZero();

            scene.verticle.answering(AccessConfig.everybody());
            CommandsIT.ask(scene, "and now?", false);
            assertThat(scene.question().last()).isEqualTo("and now?");
        }
    }
}
