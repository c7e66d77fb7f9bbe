package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.backend.agentcore.FakeAnswer.Step;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.Finish;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.Source;
import dev.rivulet.chat.Usage;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of the two services, and what comes of what they answer. */
class AgentCoreBackendIT {
    @TempDir
    Path data;

    private AgentHarness harness;

    @BeforeEach
    void start() {
        harness = new AgentHarness(data);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void asksAnAgentOnAgentCoreRuntime() {
        harness.runtime("QUALIFIER", "live");
        AskedAnswer answer = harness.ask("hi").whole();

        assertThat(answer.events)
                .filteredOn(event -> !(event instanceof Status))
                .startsWith(
                        new Started("r1", "agentcore", "my_agent"), new TextDelta("Hello"), new TextDelta(" there."));
        assertThat(answer.last()).isInstanceOf(Completed.class);
        FakeInvocation asked = harness.lastInvocation();
        assertThat(asked.path()).isEqualTo("/runtimes/" + FakeAws.ARN + "/invocations");
        assertThat(asked.query("qualifier")).isEqualTo("live");
        assertThat(asked.session()).matches("rivulet-[0-9a-f]{64}");
        assertThat(asked.body()).isEqualTo(new JsonObject().put("prompt", "hi"));
        assertThat(asked.header("Authorization"))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-west-1/bedrock-agentcore/aws4_request");
    }

    @Test
    void asksAnAgentOfBedrockAgents() {
        harness.agent();
        harness.aws.answersNext(FakeAnswer.chunks("Rivers")
                .then(
                        FakeAnswer.framed("trace", new JsonObject("""
                                        {"trace": {"orchestrationTrace": {"rationale": {"text": "I look it up."}}}}""")),
                        FakeAnswer.framed("trace", new JsonObject("""
                                        {"trace": {"orchestrationTrace": {"invocationInput": {"traceId": "t",
                                        "actionGroupInvocationInput": {"actionGroupName": "maps", "function": "find"}}}}}""")),
                        FakeAnswer.cited(" flow.", "They flow.", new JsonObject("""
                                        {"type": "WEB", "webLocation": {"url": "https://example.org/rivers"}}"""))));
        AskedAnswer answer = harness.ask("where?").whole();

        assertThat(answer.events)
                .filteredOn(event -> !(event instanceof Status))
                .startsWith(
                        new Started("r1", "agentcore", "ABCDEF1234"),
                        new TextDelta("Rivers"),
                        new ReasoningDelta("I look it up."),
                        new ToolUse("find"),
                        new TextDelta(" flow."),
                        new Sources(List.of(new Source(null, "https://example.org/rivers", "They flow."))));
        assertThat(answer.last()).isInstanceOf(Completed.class);
        FakeInvocation asked = harness.lastInvocation();
        assertThat(asked.path())
                .isEqualTo("/agents/ABCDEF1234/agentAliases/TSTALIASID/sessions/" + asked.session() + "/text");
        assertThat(asked.session()).matches("rivulet-[0-9a-f]{64}");
        assertThat(asked.prompt()).isEqualTo("where?");
        assertThat(asked.body().getJsonObject("streamingConfigurations").getBoolean("streamFinalResponse"))
                .isTrue();
    }

    @Test
    void readsACharacterThatTwoChunksShare() {
        harness.agent();
        byte[] wave = "👋".getBytes(StandardCharsets.UTF_8);
        harness.aws.answersNext(FakeAnswer.chunks("Hi ")
                .then(
                        FakeAnswer.chunk(Arrays.copyOf(wave, 2), new JsonObject()),
                        FakeAnswer.chunk(Arrays.copyOfRange(wave, 2, 4), new JsonObject())));
        assertThat(harness.ask("hi").whole().text()).isEqualTo("Hi 👋");
    }

    @Test
    void givesTheAnswerOfAStrandsAgentExactlyOnce() throws Exception {
        harness.runtime();
        harness.aws.answersNext(FakeAnswer.yieldsJson(Fixtures.read("strands-everything.jsonl")));
        AskedAnswer answer = harness.ask("what is the weather?").whole();

        assertThat(answer.text()).isEqualTo("Let me look.\n\nIt is **sunny**, 21 °C.");
        assertThat(answer.all(ToolUse.class)).containsExactly(new ToolUse("weather"));
        assertThat(String.join(
                        "",
                        answer.all(ReasoningDelta.class).stream()
                                .map(ReasoningDelta::text)
                                .toList()))
                .isEqualTo("The user asks for the weather.");
        Completed end = (Completed) answer.last();
        assertThat(end.finish()).isEqualTo(Finish.STOP);
        assertThat(end.usage()).isEqualTo(new Usage(310, 52));
    }

    @Test
    void fillsThePayloadsTemplateByJson() {
        harness.runtime(
                "PAYLOAD",
                "{\"input\": {\"text\": \"{prompt}\", \"turns\": \"{messages}\"}, \"by\": \"{userName} ({user})\", \"n\": 1}",
                "HISTORY",
                "all");
        harness.ask(AgentHarness.question(
                        "c",
                        ChatMessage.system("Be brief."),
                        ChatMessage.user("a \"quote\" {user}"),
                        ChatMessage.assistant("yes"),
                        ChatMessage.user("\n\"}, and?")))
                .whole();
        JsonObject body = harness.lastInvocation().body();
        assertThat(body.getString("by")).isEqualTo("Ann (1)");
        assertThat(body.getInteger("n")).isEqualTo(1);
        assertThat(body.getJsonObject("input").getJsonArray("turns"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject().put("role", "user").put("content", "a \"quote\" {user}"))
                        .add(new JsonObject().put("role", "assistant").put("content", "yes"))
                        .add(new JsonObject().put("role", "user").put("content", "\n\"}, and?")));
        assertThat(body.getJsonObject("input").getString("text")).endsWith("\n\"}, and?");
    }

    @Test
    void keepsASessionForEachConversationAlsoAfterARestart() throws Exception {
        harness.runtime();
        for (String conversation : List.of("discord:1", "discord:2", "discord:1#1", "discord:1")) {
            harness.ask(AgentHarness.question(conversation, ChatMessage.user("hi")))
                    .whole();
        }
        List<String> sessions =
                harness.aws.invocations().stream().map(FakeInvocation::session).toList();
        assertThat(sessions.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(sessions.get(3)).isEqualTo(sessions.getFirst());
        Path key = data.resolve(SessionKey.FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(data)
                .isDirectoryNotContaining(each -> each.getFileName().toString().startsWith("session.key."));

        try (AgentHarness again = new AgentHarness(data)) {
            again.runtime();
            again.ask(AgentHarness.question("discord:1", ChatMessage.user("hi")))
                    .whole();
            assertThat(again.lastInvocation().session()).isEqualTo(sessions.getFirst());
        }
    }

    @Test
    void sendsTheTurnsAgainOnceTheAgentHasForgottenThem() {
        harness.runtime();
        ChatMessage answered =
                new ChatMessage(ChatMessage.Role.ASSISTANT, "Hello Ann.", AgentHarness.NOW, "agentcore", List.of());
        var question =
                AgentHarness.question("c", ChatMessage.user("I am Ann"), answered, ChatMessage.user("who am I?"));

        harness.now = AgentHarness.NOW.plus(Duration.ofMinutes(13));
        harness.ask(question).whole();
        assertThat(harness.lastInvocation().prompt()).isEqualTo("who am I?");

        harness.now = AgentHarness.NOW.plus(Duration.ofMinutes(15));
        harness.ask(question).whole();
        assertThat(harness.lastInvocation().prompt()).contains("User: I am Ann", "Assistant: Hello Ann.", "who am I?");
    }

    @Test
    void countsWhatItIgnores() {
        harness.runtime();
        harness.aws.answersNext(FakeAnswer.yields(
                "Hello",
                "{'data': 'Hello', 'agent': <strands.agent.agent.Agent object at 0x7f00>}",
                new JsonObject().put("telemetry", 1)));
        assertThat(harness.ask("hi").whole().text()).isEqualTo("Hello");
        assertThat(harness.meters
                        .counter("rivulet.agent.events.ignored", "backend", "agentcore", "kind", "repr")
                        .count())
                .isEqualTo(1);
        assertThat(harness.meters
                        .counter("rivulet.agent.events.ignored", "backend", "agentcore", "kind", "unknown")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void countsWhatAnAgentOfBedrockAgentsSendsBesidesItsText() {
        harness.agent();
        harness.aws.answersNext(new FakeAnswer(
                FakeAnswer.EVENT_STREAM,
                List.of(
                        FakeAnswer.framed(
                                "files",
                                new JsonObject("{\"files\": [{\"name\": \"a.txt\", \"type\": \"text/plain\"}]}")),
                        FakeAnswer.framed("somethingNew", new JsonObject("{\"a\": 1}")),
                        FakeAnswer.chunk("Hello"))));
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(harness.meters
                        .counter("rivulet.agent.events.ignored", "backend", "agentcore", "kind", "unknown")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void saysThatItsKeyIsDamagedUntilItIsGone() throws Exception {
        Path key = Files.writeString(data.resolve(SessionKey.FILE), "no key at all");
        harness.runtime();
        assertThat(harness.ask("hi").whole().failure().message()).contains("is damaged: delete session.key");
        assertThat(harness.probe().getLast().toString())
                .contains("PROBLEM", "is damaged.", "Delete session.key in RIVULET_DATA_DIR");
        Files.delete(key);
        assertThat(harness.ask("hi").whole().last()).isInstanceOf(Completed.class);
    }

    @Test
    void looksAtRegionCredentialsAndTheWayThere() {
        harness.runtime();
        assertThat(harness.probe())
                .extracting(each -> each.level() + " " + each.subject() + ": " + each.text())
                .containsExactly(
                        "OK Agent my_agent on AgentCore Runtime: is asked in eu-west-1, as its ARN says, at DEFAULT: "
                                + FakeAws.ARN + ".",
                        "OK Credentials for AWS: come from TestProvider.",
                        "OK AWS at 127.0.0.1:" + harness.aws.port() + ": can be reached.");
        assertThat(harness.probe().toString()).doesNotContain("secret-word", "AKIDEXAMPLE");
        harness.aws.close();
        assertThat(harness.probe().getLast().text()).isEqualTo("can't be reached.");
        assertThat(harness.aws.invocations()).isEmpty();
    }

    @Test
    void waitsAsLongAsTheAgentThinksAndSaysSo() {
        harness.runtime();
        var released = Promise.<Void>promise();
        harness.aws.answersNext(
                new FakeAnswer(FakeAnswer.EVENTS, List.of(new Step.Until(released.future()), FakeAnswer.event("Hi."))));
        AskedAnswer answer = harness.ask("hi");
        Await.until("a sign that we wait", () -> answer.events.toString().contains("waiting for my_agent, 0 s"));
        assertThat(answer.all(Started.class)).isEmpty();
        released.complete();
        assertThat(answer.whole().text()).isEqualTo("Hi.");
    }
}
