package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.agentcore.FakeAnswer;
import dev.rivulet.backend.agentcore.FakeAws;
import dev.rivulet.backend.agentcore.FakeInvocation;
import dev.rivulet.config.ConfigLoader;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Components;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.User;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is told what: the whole of {@code run} between the simulated Discord and an agent that answers from its session's memory. */
@Timeout(120)
@ExtendWith(AwsKeys.class)
class AgentSessionsIT {
    @TempDir
    Path home;

    private final Vertx outside = Vertx.vertx();
    private volatile Duration ago = Duration.ZERO;
    private final FakeAws aws = FakeAws.start(outside);
    private final Map<String, List<String>> memory = new ConcurrentHashMap<>();
    private Simulator discord;
    private User bot;
    private String token;
    private User ada;
    private User bob;
    private Channel channel;
    private Channel adas;
    private Channel bobs;

    private Vertx vertx;
    private Form form;

    /** @param behind how far Discord's clock is behind ours, so that its messages are old */
    private void startAll(Duration behind) {
        ago = behind;
        discord = Await.soon(
                "the simulator", Simulator.start(outside, 0, () -> Instant.now().minus(ago)));
        bot = discord.world().createBot("Rivulet");
        token = discord.world().issueToken(bot.id());
        ada = discord.world().createPerson("Ada");
        bob = discord.world().createPerson("Bob");
        channel = discord.world().createChannel("agents");
        adas = discord.world().createThread(channel.id(), ada, "Ada's");
        bobs = discord.world().createThread(channel.id(), bob, "Bob's");
        aws.answersWith(this::fromMemory);
        startForm();
    }

    @AfterEach
    void stop() {
        stopForm();
        Await.soon("the other Vert.x's end", outside.close());
    }

    private FakeAnswer fromMemory(FakeInvocation asked) {
        List<String> heard = memory.computeIfAbsent(asked.session(), _ -> new CopyOnWriteArrayList<>());
        heard.add(asked.prompt());
        return FakeAnswer.yields("I heard: ", String.join(" | ", heard));
    }

    private void startForm() {
        startForm(Map.of());
    }

    private void startForm(Map<String, String> more) {
        vertx = Vertx.vertx();
        Map<String, String> environment = new HashMap<>(Map.of(
                "DISCORD_API_URL",
                discord.baseUrl(),
                "DISCORD_TOKEN",
                token,
                "AGENTCORE_RUNTIME_ARN",
                FakeAws.ARN,
                "RIVULET_AGENTCORE_ENDPOINT",
                aws.url().toString(),
                "RIVULET_DATA_DIR",
                home.resolve("data").toString(),
                "RIVULET_HTTP_PORT",
                "0"));
        environment.putAll(more);
        form = Await.soon(
                "the form",
                Run.start(
                        vertx,
                        new ConfigLoader(environment, home, home).load(null, Map.of()),
                        new PrintWriter(new StringWriter(), true)));
    }

    private void stopForm() {
        Await.soon("the form's end", form.stop());
        Await.soon("our Vert.x's end", vertx.close());
    }

    /** Somebody asks in a thread, and the answer that stands there in the end. */
    private String asks(User who, Channel where, String question) {
        Message asked = discord.world().messages().post(where.id(), who, bot.mention() + " " + question);
        return answer(where, message -> Long.valueOf(asked.id()).equals(message.repliesTo()))
                .content();
    }

    private Message answer(Channel where, Predicate<Message> which) {
        return Await.found(
                "an answer",
                () -> discord.world().messages().list(where.id()).stream()
                        .filter(message ->
                                which.test(message) && message.content().contains("my_agent · agentcore"))
                        .findFirst());
    }

    /** Somebody replies in the channel, and the answer to that. */
    private Message replies(User who, Message to, String question) {
        Message asked = discord.world()
                .messages()
                .post(
                        channel.id(),
                        who,
                        Draft.text(bot.mention() + " " + question).replyingTo(to.id()));
        return answer(channel, message -> Long.valueOf(asked.id()).equals(message.repliesTo()));
    }

    private Message regenerates(User who, Channel where, Message answer) {
        String button = Await.found(
                "the button",
                () -> Components.in(discord.world().messages().get(where.id(), answer.id())).stream()
                        .filter(each -> "Regenerate".equals(each.getString("label")))
                        .map(each -> each.getString("custom_id"))
                        .findFirst());
        discord.world().interactions().uses().press(who, answer, button);
        return answer(
                where,
                message -> message.id() > answer.id()
                        && Objects.equals(message.repliesTo(), answer.repliesTo())
                        && message.author().id() == bot.id());
    }

    private List<String> sessions() {
        return aws.invocations().stream().map(FakeInvocation::session).toList();
    }

    private void reset(User who, Channel where) {
        discord.world().interactions().uses().useCommand(who, where.id(), bot.id(), "reset", new JsonArray());
        Await.until(
                "a line that says that all is forgotten",
                () -> discord.world().messages().list(where.id()).stream()
                        .anyMatch(message -> message.content().contains("is forgotten")));
    }

    private String lastPrompt() {
        return aws.invocations().getLast().prompt();
    }

    @Test
    void twoPeopleInTwoThreadsOfOneChannelHaveSessionsOfTheirOwnAlsoAfterARestart() {
        startAll(Duration.ZERO);
        List<String> answers = new ArrayList<>();
        answers.add(asks(ada, adas, "my word is amber"));
        answers.add(asks(bob, bobs, "my word is birch"));
        answers.add(asks(ada, adas, "what is my word?"));
        answers.add(asks(bob, bobs, "what is my word, too?"));
        stopForm();
        startForm();
        answers.add(asks(bob, bobs, "and now?"));
        answers.add(asks(ada, adas, "still?"));

        List<String> sessions =
                aws.invocations().stream().map(FakeInvocation::session).toList();
        assertThat(sessions).hasSize(6);
        assertThat(sessions.get(0)).isNotEqualTo(sessions.get(1));
        assertThat(sessions)
                .containsExactly(
                        sessions.get(0),
                        sessions.get(1),
                        sessions.get(0),
                        sessions.get(1),
                        sessions.get(1),
                        sessions.get(0));
        for (int adasAnswer : new int[] {0, 2, 5}) {
            assertThat(answers.get(adasAnswer)).contains("amber").doesNotContain("birch");
        }
        for (int bobsAnswer : new int[] {1, 3, 4}) {
            assertThat(answers.get(bobsAnswer)).contains("birch").doesNotContain("amber");
        }
        assertThat(aws.invocations())
                .as("the agent remembers, so each turn is sent once")
                .extracting(FakeInvocation::prompt)
                .containsExactly(
                        "my word is amber",
                        "my word is birch",
                        "what is my word?",
                        "what is my word, too?",
                        "and now?",
                        "still?");
    }

    @Test
    void aResetBeginsASessionThatLastsInThatConversationAlone() {
        startAll(Duration.ZERO);
        asks(ada, adas, "my word is amber");
        asks(bob, bobs, "my word is birch");
        reset(ada, adas);
        assertThat(asks(ada, adas, "what is my word?")).doesNotContain("amber");
        assertThat(lastPrompt()).isEqualTo("what is my word?");
        asks(bob, bobs, "what is my word, too?");
        stopForm();
        startForm();
        asks(ada, adas, "and now?");

        List<String> sessions =
                aws.invocations().stream().map(FakeInvocation::session).toList();
        assertThat(sessions.get(2)).isNotIn(sessions.get(0), sessions.get(1));
        assertThat(sessions.get(3)).isEqualTo(sessions.get(1));
        assertThat(sessions.get(4)).isEqualTo(sessions.get(2));
    }

    @Test
    void afterFifteenIdleMinutesTheTurnsAreSentAgain() {
        startAll(Duration.ofMinutes(15));
        asks(ada, adas, "my word is amber");
        ago = Duration.ZERO;
        memory.clear();

        assertThat(asks(ada, adas, "what is my word?")).contains("amber");
        assertThat(lastPrompt())
                .contains("User: my word is amber", "Assistant: I heard: my word is amber", "what is my word?");
        asks(ada, adas, "sure?");
        assertThat(lastPrompt()).isEqualTo("sure?");
    }

    @Test
    void repliesToACommandsAnswerStayInItsSessionAlsoAfterARestart() {
        startAll(Duration.ZERO);
        Await.until(
                "the commands",
                () -> !discord.world().commands().list(bot.id(), null).isEmpty());
        discord.world()
                .interactions()
                .uses()
                .useCommand(
                        ada,
                        channel.id(),
                        bot.id(),
                        "ask",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "question")
                                        .put("type", 3)
                                        .put("value", "my word is amber")));
        Message first = answer(channel, message -> message.content().contains("amber"));
        stopForm();
        startForm();
        Message second = replies(ada, first, "what is my word?");
        replies(ada, second, "sure?");

        assertThat(sessions()).hasSize(3).containsOnly(sessions().getFirst());
        assertThat(aws.invocations().get(1).prompt())
                .as("whether the session holds just this, nobody knows any more")
                .contains("User: my word is amber", "what is my word?");
        assertThat(lastPrompt()).isEqualTo("sure?");
    }

    @Test
    void aChainThatWasNotReadToItsBeginningIsToldToASessionOfItsOwn() {
        startAll(Duration.ZERO);
        Message asked = discord.world().messages().post(channel.id(), ada, bot.mention() + " my word is amber");
        Message last = answer(channel, message -> Long.valueOf(asked.id()).equals(message.repliesTo()));
        for (int i = 1; i <= 3; i++) {
            last = replies(ada, last, "question " + i);
        }
        assertThat(sessions()).hasSize(4).containsOnly(sessions().getFirst());
        assertThat(lastPrompt()).isEqualTo("question 3");
        stopForm();
        // Of which no more than four messages are read.
        startForm(Map.of("RIVULET_DISCORD_HISTORY_MESSAGES", "1"));
        replies(ada, last, "and now?");

        assertThat(sessions().getLast()).isNotEqualTo(sessions().getFirst());
        assertThat(lastPrompt()).contains("Assistant: I heard", "and now?");
    }

    @Test
    void whoAsksBesideAnotherInAChainHearsNothingOfThat() {
        startAll(Duration.ZERO);
        Message asked = discord.world().messages().post(channel.id(), ada, bot.mention() + " the word is amber");
        Message first = answer(channel, message -> Long.valueOf(asked.id()).equals(message.repliesTo()));
        Message adasNext = replies(ada, first, "mine is birch");
        Message bobsNext = replies(bob, first, "which words are there?");

        assertThat(bobsNext.content()).contains("amber").doesNotContain("birch");
        assertThat(replies(bob, bobsNext, "really?").content()).doesNotContain("birch");
        assertThat(lastPrompt()).doesNotContain("amber");
        assertThat(replies(ada, adasNext, "really?").content())
                .contains("birch")
                .doesNotContain("which words");
        List<String> all = sessions();
        assertThat(all.get(1)).isEqualTo(all.get(0)).isEqualTo(all.get(4));
        assertThat(all.get(2)).isNotEqualTo(all.get(0)).isEqualTo(all.get(3));
    }

    @Test
    void anotherAnswerIsAskedForWhereTheOneBeforeIsUnknownAndReplacesIt() {
        startAll(Duration.ZERO);
        asks(ada, adas, "my word is amber");
        Message asked = discord.world().messages().post(adas.id(), ada, bot.mention() + " what is my word?");
        Message answer = answer(adas, message -> Long.valueOf(asked.id()).equals(message.repliesTo()));
        Message again = regenerates(ada, adas, answer);

        assertThat(sessions().getLast()).isNotEqualTo(sessions().getFirst());
        assertThat(lastPrompt()).contains("User: my word is amber", "Assistant: I heard: my word is amber");
        assertThat(again.content()).doesNotContain("what is my word? |");
        stopForm();
        startForm();
        asks(ada, adas, "sure?");
        assertThat(lastPrompt()).contains("User: my word is amber", "User: what is my word?", "sure?");
        asks(ada, adas, "really?");
        assertThat(lastPrompt()).isEqualTo("really?");
    }
}
