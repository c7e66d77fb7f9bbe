package dev.rivulet.discord;

import static dev.rivulet.discord.Scene.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Source;
import dev.rivulet.discord.Scene.Question;
import dev.rivulet.discord.attachments.SampleFiles;
import dev.rivulet.discord.client.Connected;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.render.AnswerReader;
import dev.rivulet.simulator.rest.Limit;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.Upload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers look like on Discord. */
@Timeout(120)
class DiscordAnswersIT {
    @TempDir
    Path data;

    /** Prose, lists, a table and a code block, longer than several messages. */
    private static String longText() {
        StringBuilder text = new StringBuilder("# Rivers\n\n");
        for (int i = 0; i < 60; i++) {
            text.append("Paragraph ")
                    .append(i)
                    .append(" tells of a river that ")
                    .append("winds and ".repeat(6));
            text.append("ends.\n\n");
        }
        text.append("```java\n");
        for (int i = 0; i < 80; i++) {
            text.append("int river").append(i).append(" = ").append(i).append("; // flows\n");
        }
        return text.append("```\n\nThat was all of it.").toString();
    }

    private static String shown(List<Message> messages) {
        return AnswerReader.read(messages.stream().map(Message::content).toList())
                .text();
    }

    @Test
    void spreadsALongAnswerOverSeveralMessagesWhichAreOneAnswerAgainAsHistory() {
        try (Scene scene = Scene.online(data)) {
            scene.discord.limits().set(RouteKind.MESSAGE_CREATE, Limit.of(20, Duration.ofSeconds(1)));
            scene.discord.limits().set(RouteKind.MESSAGE_EDIT, Limit.of(20, Duration.ofSeconds(1)));
            scene.asks("tell me everything");
            Question question = scene.question();
            question.starts();
            String text = longText();
            for (int at = 0; at < text.length(); at += 40) {
                question.text(text.substring(at, Math.min(text.length(), at + 40)));
            }
            question.completes();
            scene.seesText("fake");
            List<Message> messages = scene.ours();
            assertThat(messages).hasSizeGreaterThan(3);
            assertThat(shown(messages)).isEqualTo(text);

            scene.replies(scene.ada, messages.get(1), "and then?");
            Question next = scene.question();
            assertThat(next.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("tell me everything", text, "and then?");
            assertThat(next.request().messages().get(1).backend()).isEqualTo("fake");
        }
    }

    @Test
    void pingsNobodyWhateverTheModelWrites() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("who is there?");
            Question question = scene.question();
            String pings = "@everyone @here " + scene.ada.mention() + " <@&"
                    + scene.discord.world().home().id() + ">";
            question.starts().text(pings);
            scene.seesText("@everyone");
            question.text(" and again " + pings).completes();
            Message done = scene.seesText("fake");
            assertThat(done.pinged().isNobody()).isTrue();
            List<JsonObject> writes = scene.until(
                    "three writes reported", () -> Optional.of(scene.writes()).filter(all -> all.size() >= 3));
            assertThat(writes)
                    .allSatisfy(body -> assertThat(body.getJsonObject("allowed_mentions"))
                            .isEqualTo(new JsonObject()
                                    .put("parse", new JsonArray())
                                    .put("replied_user", false)));
            assertThat(writes.getFirst().getString("nonce")).isNotBlank();
            assertThat(writes.getFirst().getBoolean("enforce_nonce")).isTrue();
        }
    }

    @Test
    void namesWhatAnAnswerRestsOnUnderItAndTakesThatOffAgainFromTheHistory() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("where do rivers flow?");
            scene.question()
                    .starts()
                    .writes(new ChatEvent.Sources(List.of(new Source("Of another", "https://example.org/x", null))))
                    .starts()
                    .text("Into the sea.")
                    .writes(new ChatEvent.Sources(List.of(
                            new Source("Rivers", "https://example.org/rivers", "All rivers run into the sea."))))
                    .completes();
            Message done = scene.seesText("fake");
            assertThat(done.content())
                    .startsWith(
                            "Into the sea.\n-# Sources: 1. [Rivers](<https://example.org/rivers>)\n-# model-1 · fake");

            scene.replies(scene.ada, done, "which sea?");
            assertThat(scene.question().request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("where do rivers flow?", "Into the sea.", "which sea?");
        }
    }

    @Test
    void showsLinksAndHeadingsSoThatNobodyIsFooledOrShoutedAtAndReadsThemBackAsTheyWere() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("where is the meeting?");
            Question question = scene.question();
            String text = "# HERE\n\n[your bank](https://evil.example/a), or join https://discord.gg/abc.";
            question.starts().text(text.substring(0, 20));
            scene.seesText("HERE");
            question.text(text.substring(20)).completes();
            Message done = scene.seesText("fake");
            assertThat(done.content())
                    .startsWith("### ")
                    .doesNotContain("](", "discord.gg/abc")
                    .contains("https://evil.example/a");
            List<JsonObject> writes = scene.until(
                    "three writes reported", () -> Optional.of(scene.writes()).filter(all -> all.size() >= 3));
            assertThat(writes)
                    .allSatisfy(body -> assertThat(body.getInteger("flags")).isEqualTo(DiscordApi.SUPPRESS_EMBEDS));

            scene.replies(scene.ada, done, "really?");
            assertThat(scene.question().request().messages().get(1).content()).isEqualTo(text);
        }
    }

    @Test
    void keepsWhatWasShownWhenTheAnswerFails() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            question.starts().text("It begins well");
            scene.seesText("It begins well");
            question.fails(new Failure.TimedOut("The model fell silent; ask again.", "test"));
            Message failed = scene.seesText("fell silent");
            assertThat(failed.content())
                    .startsWith("It begins well\n-# ")
                    .endsWith("The model fell silent; ask again.");
            assertThat(scene.ours()).hasSize(1);
        }
    }

    @Test
    void showsWhyAQuestionWasRefused() {
        try (Scene scene = Scene.online(data)) {
            scene.refuseWith(new Failure.Overloaded("Too many questions; ask again in a minute.", "test", null));
            scene.asks("a question");
            assertThat(scene.seesText("Too many questions").content()).startsWith("-# ");
            assertThat(scene.ours()).hasSize(1);
        }
    }

    @Test
    void showsWhatIsGoingOnUntilThereIsText() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            question.starts().writes(new ChatEvent.Status("loading the model, 3 s"));
            scene.seesText("loading the model, 3 s");
            question.writes(new ChatEvent.ReasoningDelta("secret thoughts"));
            scene.seesText("thinking, 0 s");
            question.text("Here it is.").completes();
            Message done = scene.seesText("fake");
            assertThat(done.content()).isEqualTo("Here it is.\n-# model-1 · fake · 3.2 s");
        }
    }

    @Test
    void writesSeveralAnswersAtOnceInOneChannelWithinItsBudget() {
        try (Scene scene = Scene.online(data)) {
            List<Question> questions = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                scene.asks("question " + i);
                questions.add(scene.question().starts());
            }
            for (int word = 0; word < 40; word++) {
                for (int i = 0; i < 3; i++) {
                    questions.get(i).text("w" + i + "-" + word + " ");
                }
                await(scene.vertx.timer(50));
            }
            for (Question question : questions) {
                question.completes();
            }
            for (int i = 0; i < 3; i++) {
                String last = "w" + i + "-39\n-# model-1";
                assertThat(scene.seesText(last).content()).startsWith("w" + i + "-0 w" + i + "-1 ");
            }
            assertThat(scene.ours()).hasSize(3);
            assertThat(scene.discord.limits().rejections()).isZero();
        }
    }

    @Test
    void stopsAnAnswerWhoseQuestionWasDeleted() {
        try (Scene scene = Scene.online(data)) {
            Message asked = scene.asks("a question");
            Question question = scene.question();
            var cancelled = question.cancelled();
            question.starts().text("some text");
            scene.seesText("some text");
            scene.discord.world().messages().delete(scene.channel.id(), asked.id(), scene.ada);
            await(cancelled);
            assertThat(scene.seesText("deleted").content()).startsWith("some text\n-# ");
        }
    }

    @Test
    void pausesTheBackendWhileDiscordIsSlowAndLosesNothing() {
        try (Scene scene = Scene.set(data)) {
            scene.logIn(scene.config(2_000));
            scene.discord.limits().set(RouteKind.MESSAGE_CREATE, Limit.of(20, Duration.ofSeconds(1)));
            scene.discord.limits().set(RouteKind.MESSAGE_EDIT, Limit.of(20, Duration.ofSeconds(1)));
            scene.asks("a question");
            Question question = scene.question();
            question.starts();
            scene.discord.rest().faults().next(RouteKind.MESSAGE_EDIT, new RestFault.Slow(Duration.ofSeconds(3)));
            String text = longText();
            Scene.Pump pump = question.pump(text, 100);
            await(scene.vertx.timer(2_000));
            // What isn't shown, the paused stream's window of 32 events, and as much again on the writer's side.
            assertThat(pump.written()).isLessThan(2_000 + 2 * 32 * 100 + 200).isLessThan(text.length());
            await(pump.done());
            scene.seesText("fake");
            assertThat(shown(scene.ours())).isEqualTo(text);
        }
    }

    @Test
    void connectsWithoutMessageContentAndSaysWhatToSwitchOn() {
        try (Scene scene = Scene.set(data)) {
            var application = scene.discord.world().application(scene.bot.id());
            scene.discord.world().update(application.withMessageContent(false));
            scene.logIn(scene.config());
            Connected connected = scene.verticle.connected();
            assertThat(connected).isNotNull();
            assertThat(connected.botName()).isEqualTo("Rivulet");
            assertThat(connected.inviteLink()).contains("client_id=" + scene.bot.id());
            assertThat(connected.warnings()).singleElement().asString().contains("Message Content Intent");
            scene.asks("still there?");
            assertThat(scene.question().last()).isEqualTo("still there?");
        }
    }

    @Test
    void takesAThreadAsOneConversationAndNamesItsSpeakers() {
        try (Scene scene = Scene.online(data)) {
            scene.says(scene.ada, "said in the channel");
            Channel thread = scene.discord.world().createThread(scene.channel.id(), scene.ada, "Rivers");
            var bob = scene.discord.world().createPerson("Bob");
            scene.discord.world().messages().post(thread.id(), bob, "I like rivers");
            scene.discord.world().messages().post(thread.id(), scene.ada, scene.bot.mention() + " which is longest?");
            Question question = scene.question();
            assertThat(question.request().messages())
                    .extracting(each -> each.content())
                    .containsExactly("Bob: I like rivers", "Ada: which is longest?");
            assertThat(question.request().conversation().value()).isEqualTo("discord:" + thread.id());
            assertThat(question.request().origin().channel()).isEqualTo(Long.toString(scene.channel.id()));
            question.starts().text("The Nile.").completes();
            scene.sees(thread.id(), "the answer", each -> each.content().contains("fake"));
            assertThat(scene.ours()).isEmpty();
        }
    }

    @Test
    void sendsPicturesAlong() {
        try (Scene scene = Scene.online(data)) {
            Buffer picture = Buffer.buffer(SampleFiles.picture("png", 30, 20));
            scene.discord
                    .world()
                    .messages()
                    .post(
                            scene.channel.id(),
                            scene.ada,
                            Draft.text(scene.bot.mention() + " what is this?")
                                    .with(new Upload("river.png", "image/png", picture)));
            var last = scene.question().request().messages().getLast();
            assertThat(last.images()).singleElement().satisfies(image -> {
                assertThat(image.mediaType()).isEqualTo("image/png");
                assertThat(image.base64()).isEqualTo(Base64.getEncoder().encodeToString(picture.getBytes()));
            });
        }
    }

    @Test
    void saysSoWhenNothingWasAsked() {
        try (Scene scene = Scene.online(data)) {
            scene.says(scene.ada, scene.bot.mention());
            scene.seesText("Nothing was asked");
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void marksWhatIsNotFinishedAfterTheGraceAndTellsLateAskersToWait() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            var cancelled = question.cancelled();
            question.starts().text("some text");
            scene.seesText("some text");
            var drained = scene.verticle.drain(Duration.ofSeconds(2));
            scene.asks("too late");
            scene.seesText("restarting");
            await(cancelled);
            await(drained);
            Message marked = scene.seesText("some text");
            assertThat(marked.content()).startsWith("some text\n-# ").contains("Interrupted");
            assertThat(scene.questionsWaiting()).isZero();
            assertThat(scene.until(
                            "the bot is offline",
                            () -> scene.discord.gateway().isOnline(scene.bot.id())
                                    ? Optional.empty()
                                    : Optional.of(true)))
                    .isTrue();
        }
    }

    @Test
    void letsAnswersFinishWithinTheGrace() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("a question");
            Question question = scene.question();
            question.starts().text("some ");
            scene.seesText("some");
            var drained = scene.verticle.drain(Duration.ofSeconds(30));
            question.text("text").completes();
            await(drained);
            assertThat(scene.ours())
                    .singleElement()
                    .satisfies(each -> assertThat(each.content()).startsWith("some text\n-# model-1"));
        }
    }

    @Test
    void answersAfterARestartWhatWasAskedMeanwhileAndNothingTwice() {
        try (Scene scene = Scene.online(data)) {
            scene.asks("before");
            scene.question().starts().text("first").completes();
            scene.seesText("first\n-# ");
            scene.logOut();
            scene.asks("meanwhile");
            scene.logIn(scene.config());
            Question meanwhile = scene.question();
            assertThat(meanwhile.last()).isEqualTo("meanwhile");
            meanwhile.starts().text("second").completes();
            scene.seesText("second\n-# ");
            assertThat(scene.questionsWaiting()).isZero();
            assertThat(scene.ours()).hasSize(2);
        }
    }

    @Test
    void answersAfterARestartWithoutItsDiskWhatWasAskedMeanwhile() {
        try (Scene scene = Scene.diskless(data)) {
            scene.asks("before");
            scene.question().starts().text("first").completes();
            scene.seesText("first\n-# ");
            scene.logOut();
            assertThat(data.resolve("discord.json")).doesNotExist();
            scene.asks("meanwhile");
            scene.logIn(scene.config());
            assertThat(scene.question().last()).isEqualTo("meanwhile");
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void answersNothingTwiceThatItReadsAgainAfterACrash() throws Exception {
        try (Scene scene = Scene.set(data)) {
            Message start = scene.says(scene.ada, "hello");
            Message answered = scene.asks("answered before the crash");
            scene.asks("asked after it");
            JsonObject readTo = new JsonObject()
                    .put("guild", Long.toString(scene.discord.world().home().id()))
                    .put("message", Long.toString(start.id()));
            Files.writeString(
                    data.resolve("discord.json"),
                    new JsonObject()
                            .put("seen", new JsonArray().add(Long.toString(answered.id())))
                            .put("channels", new JsonObject().put(Long.toString(scene.channel.id()), readTo))
                            .encode());
            scene.logIn(scene.config());
            assertThat(scene.question().last()).isEqualTo("asked after it");
            scene.asks("asked last");
            assertThat(scene.question().last()).isEqualTo("asked last");
            assertThat(scene.questionsWaiting()).isZero();
        }
    }

    @Test
    void marksAnswersThatACrashLeftUnfinished() throws Exception {
        try (Scene scene = Scene.set(data)) {
            Message left = scene.discord
                    .world()
                    .messages()
                    .post(scene.channel.id(), scene.bot, "half an answer\n-# … thinking");
            JsonObject unfinished = new JsonObject().put(Long.toString(left.id()), Long.toString(scene.channel.id()));
            Files.writeString(
                    data.resolve("discord.json"),
                    new JsonObject().put("unfinished", unfinished).encode());
            scene.logIn(scene.config());
            assertThat(scene.seesText("Interrupted").content()).startsWith("half an answer\n-# ");
        }
    }

    @Test
    void marksAnAnswerThatDiscordDoesNotShowYetThoughTheModelHasEnded() {
        try (Scene scene = Scene.online(data)) {
            scene.discord.limits().set(RouteKind.MESSAGE_CREATE, new Limit(1, Duration.ofMinutes(1)));
            scene.asks("a question");
            scene.question().starts().text("word ".repeat(1_000)).completes();
            scene.seesText("continues below");
            await(scene.verticle.drain(Duration.ofMillis(100)));
            assertThat(scene.ours())
                    .singleElement()
                    .satisfies(each -> assertThat(each.content())
                            .startsWith("word word")
                            .contains("⚠ Interrupted")
                            .doesNotContain("continues below"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void marksTheLastMessageOfAnAnswerThatACrashCutAtAPagesEnd(boolean nextWasPosted) throws Exception {
        try (Scene scene = Scene.set(data)) {
            Message first = scene.discord
                    .world()
                    .messages()
                    .post(scene.channel.id(), scene.bot, "the first page\n-# continues below");
            if (nextWasPosted) {
                scene.replies(scene.bot, first, "the second");
            }
            JsonObject unfinished = new JsonObject().put(Long.toString(first.id()), Long.toString(scene.channel.id()));
            Files.writeString(
                    data.resolve("discord.json"),
                    new JsonObject().put("unfinished", unfinished).encode());
            scene.logIn(scene.config());
            scene.seesText("Interrupted");
            assertThat(scene.ours().getLast().content())
                    .startsWith(nextWasPosted ? "the second\n-# " : "the first page\n-# ")
                    .contains("Interrupted by a restart");
        }
    }

    @Test
    void answersWithoutAReferenceWhereItMayNotReadTheHistory() {
        try (Scene scene = Scene.online(data)) {
            scene.discord
                    .rest()
                    .faults()
                    .next(
                            RouteKind.MESSAGE_CREATE,
                            new RestFault.Refused(Refusal.of(
                                    403, 160_002, "Cannot reply without permission to read message history")));
            scene.asks("a question");
            scene.question().starts().text("answer").completes();
            scene.seesText("answer\n-# ");
            assertThat(scene.ours()).hasSize(1);
        }
    }
}
