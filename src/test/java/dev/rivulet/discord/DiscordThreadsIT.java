package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.config.AnswersConfig;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Permission;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each question in a thread of its own, where that is set. */
@Timeout(120)
class DiscordThreadsIT {
    @TempDir
    Path data;

    private static Scene scene(Path data, boolean titles) {
        Scene scene = Scene.set(data);
        scene.logIn(scene.config(new AnswersConfig(null, AnswersConfig.Where.THREAD, titles, false, 0, List.of())));
        return scene;
    }

    private static ThreadChannel named(Scene scene, long id, String name) {
        return scene.until(
                "a thread named " + name,
                () -> scene.discord.world().channels().stream()
                        .filter(each -> each.id() == id && each.name().equals(name))
                        .findFirst()
                        .map(ThreadChannel.class::cast));
    }

    /** The next two that reach the router: a question, and the title for its thread. */
    private record Both(Question asked, Question title) {
        static Both next(Scene scene) {
            Question one = scene.question();
            Question other = scene.question();
            return isTitle(one) ? new Both(other, one) : new Both(one, other);
        }

        private static boolean isTitle(Question question) {
            return question.request().conversation().value().startsWith("discord:title:");
        }
    }

    @Test
    void answersAtOnceInAThreadThatGetsABetterTitleMeanwhile() {
        try (Scene scene = scene(data, true)) {
            Message asked = scene.asks("how long is **the Rhine**?");
            Both both = Both.next(scene);
            long thread = asked.id();
            named(scene, thread, "how long is the Rhine?");
            assertThat(both.asked().last()).isEqualTo("how long is **the Rhine**?");
            assertThat(both.asked().request().conversation().value()).isEqualTo("discord:" + thread);
            assertThat(both.asked().request().origin().channel()).isEqualTo(Long.toString(scene.channel.id()));
            ChatRequest title = both.title().request();
            assertThat(title.purpose()).isEqualTo(ChatRequest.Purpose.TITLE);
            assertThat(title.user()).isEqualTo(both.asked().request().user());
            assertThat(title.origin().server())
                    .isEqualTo(both.asked().request().origin().server());
            assertThat(title.origin().channel())
                    .isEqualTo(both.asked().request().origin().channel());
            both.asked().starts().text("It is long.");
            scene.sees(thread, "the text", each -> each.content().contains("It is long."));
            both.title().starts().text("\"The Length of the Rhine\"\n").completes();
            named(scene, thread, "The Length of the Rhine");
            both.asked().completes();
            scene.sees(thread, "the answer", each -> each.content().contains("fake"));
            assertThat(scene.ours()).isEmpty();

            scene.discord.world().messages().post(thread, scene.ada, "and the Elbe?");
            Question next = scene.question();
            assertThat(next.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("how long is **the Rhine**?", "It is long.", "and the Elbe?");
            assertThat(next.request().conversation().value()).isEqualTo("discord:" + thread);
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void theTitleIsAskedOfTheBackendThatTheQuestionGoesTo() {
        try (Scene scene = Scene.choosing(data)) {
            User eve = scene.discord
                    .world()
                    .members()
                    .makeAdministrator(scene.discord.world().createPerson("Eve"));
            scene.uses(eve, scene.channel.id(), "model", "name", "fake/model-2", "for", "channel");
            scene.whispered(eve, "where nobody chose otherwise: model-2 · fake");
            scene.logOut();
            scene.logIn(scene.config(new AnswersConfig(null, AnswersConfig.Where.THREAD, true, false, 0, List.of())));
            scene.asks("how long is the Rhine?");
            Both both = Both.next(scene);
            for (Question each : List.of(both.asked(), both.title())) {
                assertThat(each.request().backend()).isEqualTo("fake");
                assertThat(each.request().model()).isEqualTo("model-2");
            }
        }
    }

    @Test
    void keepsTheTitleOfTheQuestionsWordsWhenABackendHasNone() {
        try (Scene scene = scene(data, true)) {
            Message asked = scene.asks("how long is the Rhine?");
            Both both = Both.next(scene);
            both.title().fails(new Failure.Unavailable("Nobody is there.", ""));
            both.asked().starts().text("Long.").completes();
            scene.sees(asked.id(), "the answer", each -> each.content().contains("fake"));
            named(scene, asked.id(), "how long is the Rhine?");
        }
    }

    @Test
    void stopsABackendThatWritesAnEssayForATitle() {
        try (Scene scene = scene(data, true)) {
            Message asked = scene.asks("how long is the Rhine?");
            Both both = Both.next(scene);
            var cancelled = both.title().cancelled();
            both.title().starts().text("The Rhine\n" + "is a river. ".repeat(50));
            Scene.await(cancelled);
            named(scene, asked.id(), "The Rhine");
        }
    }

    @Test
    void answersInTheChannelWhereNoThreadCanBeOpened() {
        try (Scene scene = scene(data, false)) {
            scene.discord.world().forbid(scene.channel.id(), scene.bot.id(), Permission.CREATE_PUBLIC_THREADS);
            Message asked = scene.asks("how long is the Rhine?");
            scene.question().starts().text("Long.").completes();
            Message answer = scene.seesText("fake");
            assertThat(answer.content()).startsWith("Long.");
            assertThat(answer.channelId()).isEqualTo(asked.channelId());
        }
    }

    @Test
    void takesTheThreadThatSomebodyElseHasOpenedOnTheQuestion() {
        try (Scene scene = scene(data, false)) {
            Message before = scene.asks("how long is the Rhine?");
            scene.question().starts().text("Long.").completes();
            scene.sees(before.id(), "the answer", each -> each.content().contains("fake"));
            scene.logOut();
            Message asked = scene.asks("and the Elbe?");
            scene.discord.world().createThread(scene.channel.id(), asked.id(), scene.ada, "Elbe");
            scene.logIn(scene.config(new AnswersConfig(null, AnswersConfig.Where.THREAD, false, false, 0, List.of())));
            scene.question().starts().text("Less long.").completes();
            scene.sees(asked.id(), "the answer there", each -> each.content().contains("fake"));
            assertThat(scene.discord.world().channel(asked.id()).name()).isEqualTo("Elbe");
            assertThat(scene.ours()).isEmpty();
        }
    }

    @Test
    void takesAThreadOutOfTheArchiveToGoOnWriting() {
        try (Scene scene = scene(data, false)) {
            Message asked = scene.asks("how long is the Rhine?");
            Question question = scene.question().starts().text("It is ");
            scene.sees(asked.id(), "the beginning", each -> each.content().contains("It is"));
            ThreadChannel thread = (ThreadChannel) scene.discord.world().channel(asked.id());
            scene.discord.world().update(thread.archived(true));
            question.text("long.").completes();
            scene.sees(asked.id(), "the end", each -> each.content().contains("It is long."));
            scene.until(
                    "the thread out of the archive",
                    () -> Optional.of((ThreadChannel) scene.discord.world().channel(asked.id()))
                            .filter(each -> !each.archived()));
        }
    }

    @Test
    void joinsWhatThePersonSaysNextIntoTheSameThread() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(scene.config(Long.toString(scene.channel.id()))
                    .with(new AnswersConfig(null, AnswersConfig.Where.THREAD, false, false, 0, List.of())));
            Message asked = scene.says(scene.ada, "how long is");
            scene.question();
            scene.says(scene.ada, "the Rhine?");
            Question whole = scene.question();
            assertThat(whole.last()).isEqualTo("how long is\nthe Rhine?");
            whole.starts().text("Long.").completes();
            Message answer =
                    scene.sees(asked.id(), "the answer", each -> each.content().contains("fake"));

            scene.discord.world().messages().post(asked.id(), scene.ada, "and the Elbe?");
            Question next = scene.question();
            assertThat(next.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("how long is\nthe Rhine?", "Long.", "and the Elbe?");
            next.starts().text("Less long.").completes();
            scene.sees(asked.id(), "the next answer", each -> each.content().contains("Less"));
            scene.presses(scene.ada, answer, "Regenerate");
            assertThat(scene.question().last()).isEqualTo("how long is\nthe Rhine?");
        }
    }

    @Test
    void respectsWhatHappensToAQuestionBeforeItsThreadIsOpen() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(scene.config(Long.toString(scene.channel.id()))
                    .with(new AnswersConfig(null, AnswersConfig.Where.THREAD, false, false, 0, List.of())));
            var messages = scene.discord.world().messages();
            User bob = scene.discord.world().createPerson("Bob");
            User cleo = scene.discord.world().createPerson("Cleo");
            // The others are opened after this one.
            scene.discord.faults().rest().next(RouteKind.THREAD_CREATE, new RestFault.Slow(Duration.ofSeconds(3)));
            Message deleted = scene.says(scene.ada, "how long is the Rhine?");
            Message edited = scene.says(bob, "how long is the Elb?");
            Message joined = scene.says(cleo, "how long is");
            scene.says(cleo, "the Danube?");
            messages.delete(scene.channel.id(), deleted.id(), scene.ada);
            messages.edit(scene.channel.id(), edited.id(), bob, Change.text("how long is the Elbe?"));

            Question one = scene.question();
            Question other = scene.question();
            assertThat(List.of(one.last(), other.last()))
                    .containsExactlyInAnyOrder("how long is the Elbe?", "how long is\nthe Danube?");
            for (Question each : List.of(one, other)) {
                each.starts().text("Long.").completes();
            }
            for (Message each : List.of(edited, joined)) {
                scene.sees(each.id(), "the answer", answer -> answer.content().contains("fake"));
            }
            assertThat(scene.questionsWaiting()).isZero();
            assertThat(scene.ours()).isEmpty();
            assertThat(scene.discord.world().channels())
                    .filteredOn(ThreadChannel.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void answersAnewInTheThreadThatWasOpenedForTheQuestion() {
        try (Scene scene = scene(data, false)) {
            Message asked = scene.asks("how long is the Rhine?");
            long thread = asked.id();
            scene.question().starts().text("The first try").completes();
            Message first =
                    scene.sees(thread, "the first", each -> each.content().contains("fake"));
            scene.presses(scene.ada, first, "Regenerate");
            Question again = scene.question();
            assertThat(again.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("how long is the Rhine?");
            again.starts().text("The second try").completes();
            Message second =
                    scene.sees(thread, "the second", each -> each.content().startsWith("The second try\n-# "));
            assertThat(Scene.buttons(second)).containsExactly("Regenerate", "Earlier version");

            scene.discord.world().messages().post(thread, scene.ada, "and the Elbe?");
            assertThat(scene.question().request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("how long is the Rhine?", "The second try", "and the Elbe?");
        }
    }
}
