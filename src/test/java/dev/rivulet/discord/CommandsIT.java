package dev.rivulet.discord;

import static dev.rivulet.discord.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;

import dev.rivulet.discord.Scene.Question;
import dev.rivulet.render.AnswerReader;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people reach by commands. */
@Timeout(120)
class CommandsIT {
    private static final Duration IN_TIME = Duration.ofSeconds(1);
    private static final Duration DEADLINE = dev.rivulet.simulator.world.Interactions.DEADLINE;

    @TempDir
    Path data;

    private static JsonArray question(String text, boolean secret) {
        JsonArray options = new JsonArray()
                .add(new JsonObject().put("name", "question").put("type", 3).put("value", text));
        return secret
                ? options.add(
                        new JsonObject().put("name", "private").put("type", 5).put("value", true))
                : options;
    }

    static Interaction ask(Scene scene, String text, boolean secret) {
        return scene.uses("ask", question(text, secret));
    }

    @Test
    void answersACommandForAllToSeeUnderItsQuestion() {
        try (Scene scene = Scene.online(data)) {
            ask(scene, "which river is the longest?", false);
            Question question = scene.question();
            assertThat(question.last()).isEqualTo("which river is the longest?");
            assertThat(question.request().origin().channel()).isEqualTo(Long.toString(scene.channel.id()));
            question.starts().text("The Nile").completes();
            Message answer = scene.seesText("fake");
            assertThat(answer.content()).startsWith("-# » Ada: which river is the longest?\nThe Nile\n-# ");

            scene.replies(scene.ada, answer, "and the second?");
            assertThat(scene.question().request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("which river is the longest?", "The Nile", "and the second?");
        }
    }

    @Test
    void aQuestionLeadsNobodyAnywhereInTheNameOfTheBot() {
        try (Scene scene = Scene.online(data)) {
            String lure = "[your bank](https://evil.example) discord.gg/abc";
            ask(scene, lure, false);
            Question question = scene.question();
            question.starts().text("Don't go there").completes();
            Message answer = scene.seesText("fake");
            assertThat(answer.content())
                    .startsWith("-# » Ada: ")
                    .doesNotContain("](")
                    .doesNotContain("gg/abc");

            scene.presses(scene.ada, answer, "Regenerate");
            assertThat(scene.question().last()).isEqualTo(lure);
        }
    }

    @Test
    void answersACommandForItsAskerAlone() {
        try (Scene scene = Scene.online(data)) {
            ask(scene, "a secret", true);
            Question question = scene.question();
            question.starts().text("word ".repeat(500)).completes();
            Message last = scene.seesText("fake");
            assertThat(scene.ours())
                    .hasSize(2)
                    .allSatisfy(page -> assertThat(page.visibleTo()).isEqualTo(scene.ada.id()))
                    .allSatisfy(page -> assertThat(page.content()).startsWith("-# » Ada: a secret\n"));
            assertThat(AnswerReader.read(
                                    scene.ours().stream().map(Message::content).toList())
                            .text())
                    .isEqualTo("word ".repeat(500).strip());
            assertThat(Scene.buttons(last)).containsExactly("Regenerate");
        }
    }

    @Test
    void aPublicAnswerThatOutlivesItsTokenGoesOnAsAnOrdinaryMessage() {
        try (Scene scene = Scene.set(data)) {
            scene.tokenLasts = Duration.ofMillis(1);
            scene.logIn(scene.config());
            ask(scene, "a long story", false);
            Question question = scene.question();
            question.starts().text("It begins");
            scene.seesText("It begins");
            scene.discord.world().interactions().setTokenLife(Duration.ofMillis(1));
            question.text(" and ends. " + "word ".repeat(500)).completes();
            scene.seesText("fake");
            assertThat(AnswerReader.read(
                                    scene.ours().stream().map(Message::content).toList())
                            .text())
                    .isEqualTo("It begins and ends. " + "word ".repeat(500).strip());
        }
    }

    @Test
    void aPrivateAnswerThatOutlivesItsTokenGoesOnAsADirectMessage() {
        try (Scene scene = Scene.set(data)) {
            scene.tokenLasts = Duration.ofMillis(500);
            scene.logIn(scene.config());
            ask(scene, "a long secret", true);
            Question question = scene.question();
            question.starts().text("It begins");
            Message pointer = scene.seesText("goes on in our direct messages");
            assertThat(pointer.visibleTo()).isEqualTo(scene.ada.id());
            scene.discord.world().interactions().setTokenLife(Duration.ofMillis(1));
            question.text(" and ends").completes();
            long direct = scene.discord.world().openDirect(scene.ada, scene.bot).id();
            Message whole = scene.sees(
                    direct, "the whole answer", each -> each.content().contains("fake"));
            assertThat(whole.content()).contains("It begins and ends");
            assertThat(scene.ours(direct)).hasSize(1);
        }
    }

    @Test
    void aPrivateAnswerThatOutlivesItsTokenEndsWithALineWhereNoDirectMessageIsTaken() {
        try (Scene scene = Scene.set(data)) {
            scene.tokenLasts = Duration.ofMillis(500);
            scene.logIn(scene.config());
            scene.discord
                    .faults()
                    .rest()
                    .next(RouteKind.MESSAGE_CREATE, new RestFault.Refused(Refusal.missingPermissions()));
            ask(scene, "a long secret", true);
            Question question = scene.question();
            var cancelled = question.cancelled();
            question.starts().text("It begins");
            Message ended = scene.seesText("no way to write to you directly");
            assertThat(ended.content()).contains("It begins\n-# ");
            assertThat(ended.visibleTo()).isEqualTo(scene.ada.id());
            await(cancelled);
        }
    }

    @Test
    void aPublicAnswerThatOutlivesItsTokenEndsWithALineWhereTheBotMayNotPost() {
        try (Scene scene = Scene.set(data)) {
            scene.tokenLasts = Duration.ofMillis(500);
            scene.logIn(scene.config());
            scene.discord.world().forbid(scene.channel.id(), scene.bot.id(), Permission.VIEW_CHANNEL);
            scene.discord.world().forbid(scene.channel.id(), scene.bot.id(), Permission.SEND_MESSAGES);
            ask(scene, "a long story", false);
            Question question = scene.question();
            var cancelled = question.cancelled();
            question.starts().text("It begins");
            Message ended = scene.seesText("in a channel where I may not post");
            assertThat(ended.content()).contains("It begins\n-# ");
            await(cancelled);
        }
    }

    @Test
    void explainsAMessageOutOfItsMenu() {
        try (Scene scene = Scene.online(data)) {
            Message said = scene.says(scene.ada, "E = mc²");
            scene.uses("stop", new JsonArray());
            scene.whispered(scene.ada, "Nothing that you may stop");
            scene.discord.world().interactions().uses().useOnMessage(scene.ada, said, scene.bot.id(), "Ask about this");
            Question question = scene.question();
            assertThat(question.last()).contains("message of Ada").contains("> E = mc²");
            question.starts().text("It is about energy.").completes();
            Message answer = scene.seesText("fake");
            assertThat(answer.content()).contains("/" + said.id() + "\nIt is about energy.");

            scene.presses(scene.ada, answer, "Regenerate");
            assertThat(scene.question().last()).contains("> E = mc²");
        }
    }

    @Test
    void stopsWhatOnePersonAskedInTheChannel() {
        try (Scene scene = Scene.online(data)) {
            User bob = scene.discord.world().createPerson("Bob");
            scene.asks("a question");
            Question first = scene.question();
            scene.says(bob, scene.bot.mention() + " another");
            Question second = scene.question();
            var cancelled = first.cancelled();
            first.starts().text("The answer of Ada");
            second.starts().text("The answer of Bob");
            scene.seesText("The answer of Ada");
            scene.seesText("The answer of Bob");
            scene.uses("stop", new JsonArray());
            scene.whispered(scene.ada, "Stopped.");
            await(cancelled);
            assertThat(scene.seesText("Stopped by Ada.").content()).startsWith("The answer of Ada\n");
            second.text(" goes on").completes();
            scene.seesText("The answer of Bob goes on");
        }
    }

    /** A second; on a machine with more to do than it can, as much more, but never more than Discord grants. */
    private static Duration inTime() {
        Duration allowed = asBusy(IN_TIME);
        return allowed.compareTo(DEADLINE) < 0 ? allowed : DEADLINE;
    }

    private static Duration asBusy(Duration quiet) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        double busy = Math.max(1, load / Runtime.getRuntime().availableProcessors());
        return Duration.ofMillis((long) (quiet.toMillis() * busy));
    }

    /** What Discord grants, and as much more as the machine has more to do than it can; nothing is taken that is later. */
    private static Duration grant(Scene scene) {
        Duration granted = asBusy(DEADLINE);
        scene.discord.world().interactions().setDeadline(granted);
        return granted;
    }

    @Test
    void acknowledgesTwoHundredCommandsAtOnceWhileTheBackendIsSilent() {
        try (Scene scene = Scene.online(data)) {
            scene.trustTheWire();
            Waits acknowledged = new Waits(scene);
            // The first ones of a process load its code and open its connections.
            acknowledged.of(64);
            List<Duration> longest = new ArrayList<>();
            while (longest.size() < 3 && (longest.isEmpty() || longest.getLast().compareTo(inTime()) >= 0)) {
                scene.discord.faults().rest().clear();
                scene.discord
                        .faults()
                        .rest()
                        .next(200, RouteKind.INTERACTION_CALLBACK, new RestFault.Late(Duration.ofMillis(50)));
                longest.add(Collections.max(acknowledged.of(200)));
            }
            assertThat(longest.getLast()).as("the longest of %s", longest).isLessThan(inTime());
        }
    }

    /** Before anything else has loaded code and opened connections. */
    @Test
    void acknowledgesTheFirstCommandInTime() {
        try (Scene scene = Scene.online(data)) {
            Duration granted = grant(scene);
            assertThat(new Waits(scene).of(1)).first(DURATION).isLessThan(granted);
        }
    }

    @Test
    void acknowledgesWhateverPeopleUseWhileBackendsHang() {
        try (Scene scene = Scene.choosing(data, Scene.HANGING)) {
            Duration granted = grant(scene);
            Waits acknowledged = new Waits(scene);
            scene.asks("a question");
            scene.question().starts().text("It begins, and hangs");
            Message growing = scene.seesText("and hangs");
            List<Supplier<Interaction>> uses = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                uses.add(() -> scene.uses(scene.ada, scene.channel.id(), "model", "name", "fake/model-2"));
                uses.add(() -> scene.uses(scene.ada, scene.channel.id(), "backend", "name", "other"));
                uses.add(() -> typing(scene, "model"));
                uses.add(() -> typing(scene, "backend"));
            }
            uses.add(() -> scene.presses(scene.ada, growing, "Stop"));
            assertThat(acknowledged.of(uses))
                    .allSatisfy(wait -> assertThat(wait).isLessThan(granted));
            scene.seesText("Stopped by Ada.");
        }
    }

    private static Interaction typing(Scene scene, String command) {
        JsonObject option = new JsonObject()
                .put("name", "name")
                .put("type", 3)
                .put("value", "m")
                .put("focused", true);
        return scene.discord
                .world()
                .interactions()
                .uses()
                .complete(scene.ada, scene.channel.id(), scene.bot.id(), command, new JsonArray().add(option));
    }

    @ParameterizedTest
    @MethodSource
    void acknowledgesAgainWhereThatFailsInPassing(RestFault fault) {
        try (Scene scene = Scene.online(data)) {
            scene.discord.faults().rest().next(2, RouteKind.INTERACTION_CALLBACK, fault);
            ask(scene, "a question", false);
            scene.question().starts().text("The Nile").completes();
            assertThat(scene.seesText("fake").content()).contains("The Nile");
        }
    }

    static List<RestFault> acknowledgesAgainWhereThatFailsInPassing() {
        return List.of(new RestFault.ServerError(502), new RestFault.DroppedBefore(), new RestFault.DroppedAfter());
    }

    @Test
    void oneSlowAcknowledgementDoesNotDelayTheOthers() {
        try (Scene scene = Scene.online(data)) {
            Waits acknowledged = new Waits(scene);
            acknowledged.of(10);
            Duration slow = Duration.ofSeconds(2);
            scene.discord.faults().rest().next(RouteKind.INTERACTION_CALLBACK, new RestFault.Slow(slow));
            assertThat(acknowledged.of(20).stream().filter(each -> each.compareTo(slow) < 0))
                    .as("acknowledged before the slow one; few share its lane")
                    .hasSizeGreaterThan(14);
        }
    }

    /** How long each of many commands waits for its acknowledgement. */
    private record Waits(Scene scene, Map<Long, Long> at) {
        Waits(Scene scene) {
            this(scene, new ConcurrentHashMap<>());
            scene.discord.subscribe(event -> {
                if (event instanceof WorldEvent.InteractionAnswered(Interaction interaction)) {
                    at.put(interaction.id(), System.nanoTime());
                }
            });
        }

        List<Duration> of(int commands) {
            return of(IntStream.range(0, commands)
                    .<Supplier<Interaction>>mapToObj(i -> () -> ask(scene, "question " + i, i % 2 == 0))
                    .toList());
        }

        List<Duration> of(List<Supplier<Interaction>> uses) {
            Map<Long, Long> used = new LinkedHashMap<>();
            for (Supplier<Interaction> use : uses) {
                long now = System.nanoTime();
                used.put(use.get().id(), now);
            }
            scene.until(
                    "all acknowledged",
                    () -> at.keySet().containsAll(used.keySet()) ? Optional.of(true) : Optional.empty());
            return used.entrySet().stream()
                    .map(each -> Duration.ofNanos(at.get(each.getKey()) - each.getValue()))
                    .toList();
        }
    }
}
