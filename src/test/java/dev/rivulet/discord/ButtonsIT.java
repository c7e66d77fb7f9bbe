package dev.rivulet.discord;

import static dev.rivulet.discord.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatMessage.Role;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Usage;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Components;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The buttons under an answer. */
@Timeout(120)
class ButtonsIT {
    @TempDir
    Path data;

    @Test
    void stopsTheModelAndKeepsTheText() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            var cancelled = question.cancelled();
            question.starts().text("It begins well");
            Message growing = scene.seesText("It begins well");
            assertThat(Scene.buttons(growing)).containsExactly("Stop");
            scene.presses(scene.ada, growing, "Stop");
            await(cancelled);
            Message stopped = scene.seesText("Stopped by Ada.");
            assertThat(stopped.content()).startsWith("It begins well\n-# ");
            assertThat(Scene.buttons(stopped)).containsExactly("Regenerate", "Continue");
        }
    }

    @Test
    void onlyTheAskerAndModeratorsMayPress() {
        try (Scene scene = Scene.online(data)) {
            User bob = scene.discord.world().createPerson("Bob");
            User mia = scene.discord
                    .world()
                    .members()
                    .makeModerator(scene.discord.world().createPerson("Mia"));
            scene.asks("a question");
            Question question = scene.question();
            question.starts().text("It begins well");
            Message growing = scene.seesText("It begins well");
            scene.presses(bob, growing, "Stop");
            scene.whispered(bob, "Only whoever asked");
            question.text(" and goes on");
            scene.seesText("and goes on");
            scene.presses(mia, growing, "Stop");
            scene.seesText("Stopped by Mia.");
        }
    }

    @Test
    void answersAnewAndLeavesTheEarlierVersionReachable() {
        try (Scene scene = Scene.online(data)) {
            Message asked = scene.asks("a question");
            scene.question().starts().text("The first try").completes();
            Message first = scene.seesText("fake");
            assertThat(Scene.buttons(first)).containsExactly("Regenerate");
            scene.presses(scene.ada, first, "Regenerate");
            Question again = scene.question();
            assertThat(again.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("a question");
            again.starts().text("The second try").completes();
            Message second = scene.seesText("The second try\n-# model-1");
            assertThat(second.repliesTo()).isEqualTo(asked.id());
            assertThat(Scene.buttons(second)).containsExactly("Regenerate", "Earlier version");
            assertThat(Components.in(second).getLast().getString("url")).endsWith("/" + first.id());
            assertThat(Scene.buttons(scene.seesText("The first try"))).isEmpty();
        }
    }

    @Test
    void theModelSeesOnlyTheLastVersion() {
        try (Scene scene = Scene.online(data)) {
            Channel direct = scene.discord.world().openDirect(scene.ada, scene.bot);
            scene.discord.world().messages().post(direct.id(), scene.ada, "a question");
            scene.question().starts().text("The first try").completes();
            Message first =
                    scene.sees(direct.id(), "the first", each -> each.content().contains("fake"));
            scene.presses(scene.ada, first, "Regenerate");
            scene.question().starts().text("The second try").completes();
            scene.sees(direct.id(), "the second", each -> each.content().startsWith("The second try\n-# model-1"));
            scene.discord.world().messages().post(direct.id(), scene.ada, "and now?");
            assertThat(scene.question().request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("a question", "The second try", "and now?");
        }
    }

    @Test
    void goesOnWhereTheModelRanIntoItsLimit() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            question.starts()
                    .text("It is long")
                    .writes(new Completed(Finish.LENGTH, Usage.UNKNOWN, Duration.ofSeconds(1)));
            Message first = scene.seesText("length limit");
            assertThat(Scene.buttons(first)).containsExactly("Regenerate", "Continue");
            scene.presses(scene.ada, first, "Continue");
            Question more = scene.question();
            assertThat(more.request().conversation())
                    .isEqualTo(question.request().conversation());
            assertThat(more.request().messages())
                    .extracting(each -> each.content())
                    .startsWith("a question", "It is long")
                    .last()
                    .asString()
                    .startsWith("Continue");
            more.starts().text("and has an end.").completes();
            Message second = scene.seesText("and has an end.\n-# model-1");
            assertThat(second.repliesTo()).isEqualTo(first.id());

            scene.replies(scene.ada, second, "thanks");
            assertThat(scene.question().request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("a question", "It is long\nand has an end.", "thanks");
        }
    }

    @Test
    void goesOnWithTheAnswerWhoseButtonWasPressedThoughOthersFollowed() {
        try (Scene scene = Scene.online(data)) {
            long direct = scene.discord.world().openDirect(scene.ada, scene.bot).id();
            scene.discord.world().messages().post(direct, scene.ada, "tell me of the Rhine");
            Question rhine = scene.question().starts().text("The Rhine");
            Message begun =
                    scene.sees(direct, "the first", each -> each.content().contains("The Rhine"));
            scene.discord.world().messages().post(direct, scene.ada, "and of the Elbe");
            Question elbe = scene.question().starts().text("The Elbe");
            scene.sees(direct, "the second", each -> each.content().contains("The Elbe"));
            rhine.text(" is long. " + "word ".repeat(500))
                    .writes(new Completed(Finish.LENGTH, Usage.UNKNOWN, Duration.ofSeconds(1)));
            Message broken =
                    scene.sees(direct, "the end", each -> each.content().contains("length limit"));
            assertThat(broken.id()).isNotEqualTo(begun.id());
            elbe.text(" is long, too.").completes();
            scene.sees(direct, "the other end", each -> each.content().contains("too.\n-# model-1"));
            scene.discord.world().messages().post(direct, scene.ada, "thanks");
            scene.question().starts().text("You are welcome.").completes();
            scene.sees(direct, "the last", each -> each.content().contains("welcome.\n-# model-1"));

            scene.presses(scene.ada, broken, "Continue");
            List<ChatMessage> told = scene.question().request().messages();
            assertThat(told)
                    .filteredOn(each -> each.role() == Role.ASSISTANT)
                    .singleElement()
                    .satisfies(each -> assertThat(each.content()).startsWith("The Rhine is long."));
            assertThat(told).noneMatch(each -> each.content().contains("thanks"));
            assertThat(told.getLast().content()).contains("Continue your last answer");
        }
    }

    @Test
    void whatAModeratorPressesCountsForTheModeratorAndStaysTheAskers() {
        try (Scene scene = Scene.online(data)) {
            User mia = scene.discord
                    .world()
                    .members()
                    .makeModerator(scene.discord.world().createPerson("Mia"));
            Message start = scene.says(scene.ada, "talk here");
            scene.discord.world().createThread(scene.channel.id(), start.id(), scene.ada, "talk");
            long thread = start.id();
            scene.discord.world().messages().post(thread, mia, "I listen");
            scene.discord.world().messages().post(thread, scene.ada, scene.bot.mention() + " a question");
            scene.question()
                    .starts()
                    .text("half of it")
                    .writes(new Completed(Finish.LENGTH, Usage.UNKNOWN, Duration.ofSeconds(1)));
            Message half = scene.sees(thread, "half", each -> each.content().contains("length limit"));
            scene.presses(mia, half, "Continue");
            Question more = scene.question();
            assertThat(more.request().user().id()).isEqualTo(Long.toString(mia.id()));
            assertThat(more.last()).startsWith("Mia: Continue your last answer");
            more.starts().text("the rest").completes();
            Message rest = scene.sees(thread, "the rest", each -> each.content().contains("the rest\n-# model-1"));
            scene.presses(mia, rest, "Regenerate");
            Question again = scene.question();
            assertThat(again.request().user().id()).isEqualTo(Long.toString(mia.id()));
            assertThat(again.last()).endsWith("Ada: a question");
            again.starts().text("all of it").completes();
            Message whole =
                    scene.sees(thread, "all of it", each -> each.content().contains("all of it\n-# model-1"));
            scene.presses(scene.ada, whole, "Regenerate");
            assertThat(scene.question().request().user().id()).isEqualTo(Long.toString(scene.ada.id()));
        }
    }

    @Test
    void putsTheButtonsBackWhenTheRouterRefuses() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            scene.question().starts().text("the first try").completes();
            scene.presses(scene.ada, scene.seesText("fake"), "Regenerate");
            scene.question().starts().text("half").fails(new Failure.TimedOut("It took too long.", "test"));
            Message half = scene.seesText("It took too long.");
            List<String> buttons = List.of("Regenerate", "Continue", "Earlier version");
            assertThat(Scene.buttons(half)).isEqualTo(buttons);

            scene.refuseWith(new Failure.Overloaded("Too many ask.", "", Duration.ofSeconds(1)));
            for (String button : List.of("Continue", "Regenerate")) {
                scene.presses(scene.ada, half, button);
                Message refused = scene.seesText("Too many ask.");
                Message back = scene.sees(
                        "the buttons again",
                        each -> each.id() == half.id() && Scene.buttons(each).equals(buttons));
                assertThat(back.content()).isEqualTo(half.content());
                scene.discord.world().messages().delete(scene.channel.id(), refused.id(), scene.bot);
            }

            scene.takeQuestionsAgain();
            scene.presses(scene.ada, half, "Continue");
            scene.question().starts().text("the rest").completes();
            scene.seesText("the rest\n-# model-1");
            scene.sees(
                    "none any more",
                    each -> each.id() == half.id() && Scene.buttons(each).isEmpty());
        }
    }

    @Test
    void putsTheButtonsBackWhenTheQuestionCannotBeRead() {
        try (Scene scene = Scene.online(data)) {
            Message asked = scene.asks("a question");
            scene.question().starts().text("an answer").completes();
            Message answer = scene.seesText("fake");
            scene.discord.faults().rest().next(20, RouteKind.MESSAGE_READ, new RestFault.ServerError(503));
            scene.presses(scene.ada, answer, "Regenerate");
            scene.whispered(scene.ada, "press again in a moment");
            scene.discord.faults().rest().clear();
            scene.sees(
                    "the button again",
                    each -> each.id() == answer.id() && !Scene.buttons(each).isEmpty());
            scene.discord.world().messages().delete(scene.channel.id(), asked.id(), scene.ada);
            scene.presses(scene.ada, answer, "Regenerate");
            scene.whispered(scene.ada, "isn't there any more");
        }
    }

    @Test
    void offersToGoOnOnlyWhereThereIsSomething() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            scene.question().starts().fails(new Failure.TimedOut("It took too long.", "test"));
            assertThat(Scene.buttons(scene.seesText("It took too long."))).containsExactly("Regenerate");
            scene.asks("another");
            scene.question().starts().text("half").fails(new Failure.TimedOut("It took far too long.", "test"));
            assertThat(Scene.buttons(scene.seesText("It took far too long.")))
                    .containsExactly("Regenerate", "Continue");
        }
    }

    @Test
    void answersAnewUnderAPublicAndAPrivateCommand() {
        try (Scene scene = Scene.online(data)) {
            for (boolean secret : new boolean[] {false, true}) {
                CommandsIT.ask(scene, "question " + secret, secret);
                scene.question().starts().text("try 1 " + secret).completes();
                Message first = scene.seesText("try 1 " + secret + "\n-# model-1");
                scene.presses(scene.ada, first, "Regenerate");
                Question again = scene.question();
                assertThat(again.last()).isEqualTo("question " + secret);
                again.starts().text("try 2 " + secret).completes();
                Message second = scene.seesText("try 2 " + secret + "\n-# model-1");
                assertThat(second.content()).startsWith("-# » Ada: question " + secret + "\n");
                assertThat(Objects.equals(second.visibleTo(), scene.ada.id())).isEqualTo(secret);
            }
        }
    }

    @Test
    void goesOnInAPrivateAnswerToo() {
        try (Scene scene = Scene.online(data)) {
            CommandsIT.ask(scene, "a question", true);
            scene.question()
                    .starts()
                    .text("half of it")
                    .writes(new Completed(Finish.LENGTH, Usage.UNKNOWN, Duration.ofSeconds(1)));
            scene.presses(scene.ada, scene.seesText("length limit"), "Continue");
            Question more = scene.question();
            assertThat(more.request().messages())
                    .extracting(each -> each.content())
                    .startsWith("a question", "half of it")
                    .hasSize(3);
            more.starts().text("the rest").completes();
            assertThat(scene.seesText("the rest\n-# model-1").visibleTo()).isEqualTo(scene.ada.id());
        }
    }

    @Test
    void whatIsAskedPrivatelyInAThreadIsAConversationOfItsOwnThatItsButtonsGoOnIn() {
        try (Scene scene = Scene.online(data)) {
            Message start = scene.says(scene.ada, "talk here");
            scene.discord.world().createThread(scene.channel.id(), start.id(), scene.ada, "talk");
            long thread = start.id();
            scene.uses(scene.ada, thread, "ask", "question", "a secret", "private", true);
            Question secret = scene.question();
            ConversationId apart = secret.request().conversation();
            assertThat(apart.value()).startsWith("discord:" + thread + ":");
            secret.starts()
                    .text("half of it")
                    .writes(new Completed(Finish.LENGTH, Usage.UNKNOWN, Duration.ofSeconds(1)));
            Message half = scene.sees(thread, "half", each -> each.content().contains("length limit"));
            scene.presses(scene.ada, half, "Continue");
            Question more = scene.question();
            assertThat(more.request().conversation()).isEqualTo(apart);
            more.starts().text("the rest").completes();
            Message rest = scene.sees(thread, "the rest", each -> each.content().contains("the rest\n-# model-1"));
            scene.presses(scene.ada, rest, "Regenerate");
            assertThat(scene.question().request().conversation().value()).startsWith(apart.value() + ":");

            scene.uses(scene.ada, thread, "ask", "question", "another secret", "private", true);
            assertThat(scene.question().request().conversation()).isNotEqualTo(apart);
            scene.discord.world().messages().post(thread, scene.ada, scene.bot.mention() + " for all");
            Question open = scene.question();
            assertThat(open.request().conversation().value()).isEqualTo("discord:" + thread);
            assertThat(open.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("talk here\nfor all");
        }
    }

    @Test
    void buttonsWorkAfterARestart() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            question.starts().text("It begins well");
            scene.seesText("It begins well");
            scene.logOut();
            Message left = scene.seesText("Interrupted");
            assertThat(Scene.buttons(left)).containsExactly("Regenerate", "Continue");
            scene.logIn(scene.config());
            scene.presses(scene.ada, left, "Continue");
            Question more = scene.question();
            assertThat(more.request().messages())
                    .extracting(each -> each.content())
                    .startsWith("a question", "It begins well");
            more.starts().text("and ends well").completes();
            Message whole = scene.seesText("and ends well\n-# model-1");
            scene.presses(scene.ada, whole, "Regenerate");
            assertThat(scene.question().last()).isEqualTo("a question");
        }
    }
}
