package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.backend.agentcore.FakeAnswer.Step;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Started;
import dev.rivulet.chat.ChatEvent.Status;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.Failure;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What can go wrong with an agent, what the asker is told, and when it is asked again. */
class AgentFaultsIT {
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

    @ParameterizedTest
    @ValueSource(strings = {"throttlingException", "internalServerException", "badGatewayException"})
    void anExceptionInMidAnswerEndsItAndNothingIsAskedTwice(String exception) {
        harness.agent();
        Promise<Void> heard = Promise.promise();
        harness.aws.answers(FakeAnswer.chunks("Hel").waits(heard.future()).then(FakeAnswer.exception(exception)));
        AskedAnswer answer = harness.ask("hi");
        Await.until("the first text", () -> !answer.text().isEmpty());
        heard.complete();

        assertThat(answer.whole().text()).isEqualTo("Hel");
        assertThat(answer.failure())
                .isInstanceOf(
                        exception.startsWith("throttling") ? Failure.Overloaded.class : Failure.Unavailable.class);
        assertThat(harness.aws.invocations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttlingException", "internalServerException", "badGatewayException"})
    void anExceptionBeforeTheFirstTextIsTriedAgain(String exception) {
        harness.agent();
        harness.aws.answersNext(new FakeAnswer(FakeAnswer.EVENT_STREAM, List.of(FakeAnswer.exception(exception))));
        AskedAnswer answer = harness.ask("hi").whole();

        assertThat(answer.text()).as("%s", answer.events).isEqualTo("Hello there.");
        assertThat(answer.all(Started.class)).hasSize(1);
        assertThat(harness.aws.invocations()).hasSize(2);
        assertThat(harness.aws.invocations().get(1).session())
                .isEqualTo(harness.aws.invocations().getFirst().session());
    }

    @Test
    void isAskedAgainWhileItIsBusyButNotForEver() {
        harness.runtime();
        FakeAnswer busy = FakeAnswer.refusal(429, "ThrottlingException", "slow down");
        harness.aws.answersNext(busy, busy);
        assertThat(harness.ask("hi").whole().text()).isEqualTo("Hello there.");
        assertThat(harness.aws.invocations()).hasSize(3);

        harness.aws.answers(busy);
        assertThat(harness.ask("hi").whole().failure()).isInstanceOf(Failure.Overloaded.class);
        assertThat(harness.aws.invocations()).hasSize(3 + 4);
    }

    @Test
    void isNotAskedAgainOnceItHasUsedATool() {
        harness.runtime();
        harness.aws.answers(FakeAnswer.yields(
                new JsonObject("{\"current_tool_use\": {\"toolUseId\": \"1\", \"name\": \"send_mail\"}}"),
                new JsonObject("{\"error\": \"x\", \"error_type\": \"ModelThrottledException\"}")));
        assertThat(harness.ask("hi").whole().failure()).isInstanceOf(Failure.Overloaded.class);
        assertThat(harness.aws.invocations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDeniedException | rejected | bedrock-agentcore:InvokeAgentRuntime on arn:aws:bedrock-agentcore:eu-west-1",
                "403 | ExpiredTokenException | rejected | aws sso login",
                "403 | UnrecognizedClientException | rejected | AWS_ACCESS_KEY_ID",
                "403 | InvalidSignatureException | rejected | clock",
                "404 | ResourceNotFoundException | rejected | AGENTCORE_RUNTIME_ARN",
                "400 | ValidationException | rejected | did not take the question",
                "402 | ServiceQuotaExceededException | overloaded | Service Quotas",
                "424 | RuntimeClientError | unavailable | crashed",
                "418 | SomethingNewException | rejected | refused",
            })
    void saysWhatHappenedAndWhatToDo(int status, String code, String kind, String words) {
        harness.runtime();
        harness.aws.answers(FakeAnswer.refusal(status, code, "the secret question"));
        Failure failure = harness.ask("the secret question").whole().failure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(words).doesNotContain("secret");
        assertThat(failure.detail())
                .contains("status " + status, "request fake-request")
                .doesNotContain("secret");
        assertThat(harness.aws.invocations()).as("asked once").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | AccessDeniedException | bedrock:InvokeAgent on arn:aws:bedrock:eu-west-1:*:agent-alias/ABCDEF1234/TSTALIASID",
                "404 | ResourceNotFoundException | BEDROCK_AGENT_ALIAS_ID",
                "424 | DependencyFailedException | Lambda",
            })
    void saysTheSameOfBedrockAgents(int status, String code, String words) {
        harness.agent();
        harness.aws.answers(FakeAnswer.refusal(status, code, "no"));
        assertThat(harness.ask("hi").whole().failure().message()).contains(words);
    }

    @Test
    void saysHowToGiveCredentialsWhereThereAreNone() {
        harness.deploy(
                () -> {
                    throw SdkClientException.create(
                            "Unable to load credentials from any of the providers in the chain");
                },
                "RUNTIME_ARN",
                FakeAws.ARN);
        Failure failure = harness.ask("hi").whole().failure();
        assertThat(failure).isInstanceOf(Failure.Rejected.class);
        assertThat(failure.message()).contains("AWS_PROFILE", "AWS_ACCESS_KEY_ID");
        assertThat(harness.probe().get(1).fix()).contains("AWS_PROFILE");
        assertThat(harness.aws.invocations()).isEmpty();
    }

    @Test
    void credentialsThatHangFailEachAnswerUntilTheyCome() {
        CompletableFuture<Void> given = new CompletableFuture<>();
        hurry();
        try {
            harness.deploy(slowly(given), "RUNTIME_ARN", FakeAws.ARN);
            // More than there are threads to wait on.
            List<AskedAnswer> answers =
                    Stream.generate(() -> harness.ask("hi")).limit(4).toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.whole().failure()).isInstanceOf(Failure.Unavailable.class);
                assertThat(answer.failure().message()).contains("credentials did not come within 400 ms");
            });
        } finally {
            given.complete(null);
        }
        Await.until("an answer", () -> harness.ask("hi").whole().last() instanceof Completed);
    }

    @Test
    void credentialsThatHangDoNotKeepTheBackendFromClosing() {
        CompletableFuture<Void> given = new CompletableFuture<>();
        hurry();
        try {
            harness.deploy(slowly(given), "RUNTIME_ARN", FakeAws.ARN);
            Stream.generate(() -> harness.ask("hi")).limit(4).toList().forEach(AskedAnswer::whole);
            Await.soon(harness.vertx.close());
        } finally {
            given.complete(null);
        }
    }

    private void hurry() {
        harness.patience = new Patience(
                AgentHarness.QUICK.statusAfter(),
                AgentHarness.QUICK.statusEvery(),
                Duration.ofMillis(400),
                AgentHarness.QUICK.retries(),
                AgentHarness.QUICK.firstRetry());
    }

    /** Like the SDK's own providers it can't be interrupted. */
    private static AwsCredentialsProvider slowly(CompletableFuture<Void> given) {
        return () -> {
            given.join();
            return AgentHarness.CREDENTIALS.resolveCredentials();
        };
    }

    @Test
    void saysThatAwsCannotBeReached() {
        harness.runtime("CONNECT_TIMEOUT", "500ms");
        harness.aws.close();
        Failure failure = harness.ask("hi").whole().failure();
        assertThat(failure).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure.message()).contains("can't be reached");
    }

    @Test
    void givesUpAtTheDeadlineWhereNobodyTakesTheConnection() throws IOException {
        try (FullServer full = FullServer.start()) {
            assumeTrue(full.isFull(), "this system takes more connections than asked for");
            Duration limit = Duration.ofSeconds(2);
            harness.runtime("CONNECT_TIMEOUT", "2s", "ENDPOINT", full.url());
            long start = System.nanoTime();
            AskedAnswer answer = harness.ask("hi").whole();
            assertThat(answer.failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(answer.failure().message()).contains("can't be reached");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("once, not as often as what is busy is asked")
                    .isLessThan(limit.multipliedBy(1 + AgentHarness.QUICK.retries()));
        }
    }

    @Test
    void saysThatTheRegionMayBeWrongWhereTheHostIsUnknown() {
        // No name has a part of more than 63 characters: no server need be asked for it.
        harness.runtime("CONNECT_TIMEOUT", "500ms", "ENDPOINT", "http://" + "nowhere".repeat(10) + ".invalid");
        // Now and then the SDK loses the reason, and only its time-out tells that there is no connection.
        Await.until(
                "what to check",
                () -> harness.ask("hi").whole().failure().message().contains("check AWS_REGION"));
    }

    @Test
    void keepsWhatWasShownWhenTheAgentFails() {
        harness.runtime();
        harness.aws.answers(FakeAnswer.yields(
                "It begins",
                new JsonObject()
                        .put("error", "the secret question")
                        .put("error_type", "ValueError")
                        .put("message", "An error occurred during streaming")));
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.text()).isEqualTo("It begins");
        assertThat(answer.failure()).isInstanceOf(Failure.Unavailable.class);
        assertThat(answer.failure().message())
                .contains("ValueError", "CloudWatch")
                .doesNotContain("secret");
    }

    @Test
    void anAnswerThatIsCutIsNotWhole() {
        harness.runtime();
        harness.aws.answers(FakeAnswer.yieldsJson("""
                        {"event": {"messageStart": {"role": "assistant"}}}
                        {"event": {"contentBlockDelta": {"delta": {"text": "It is sun"}, "contentBlockIndex": 0}}}
                        """).isCut());
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.text()).isEqualTo("It is sun");
        assertThat(answer.failure()).isInstanceOf(Failure.Truncated.class);
    }

    @Test
    void doesNotHandActionsBackToTheAsker() {
        harness.agent();
        harness.aws.answers(new FakeAnswer(
                FakeAnswer.EVENT_STREAM,
                List.of(FakeAnswer.framed("returnControl", new JsonObject("{\"invocationId\": \"1\"}")))));
        Failure failure = harness.ask("hi").whole().failure();
        assertThat(failure).isInstanceOf(Failure.Rejected.class);
        assertThat(failure.message()).contains("return of control");
    }

    @Test
    void silencePastTheIdleDeadlineEndsTheAnswerAndKeepsWhatWasShown() {
        harness.runtime("IDLE", "300ms");
        harness.aws.answers(FakeAnswer.yields("Hel", "lo").stalls());
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.failure()).isInstanceOf(Failure.TimedOut.class);
        assertThat(answer.failure().message()).contains("agentcore.idle", "300 ms");
        Await.soon(harness.lastInvocation().closed());
        assertThat(harness.aws.invocations()).hasSize(1);
    }

    @Test
    void anAgentThatNeverBeginsIsGivenUp() {
        harness.runtime("FIRST_EVENT", "300ms", "IDLE", "50ms");
        harness.aws.answers(new FakeAnswer(FakeAnswer.EVENTS, List.of(new Step.Unanswered())));
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.failure()).isInstanceOf(Failure.TimedOut.class);
        assertThat(answer.failure().message()).contains("agentcore.firstEvent");
        assertThat(answer.all(TextDelta.class)).isEmpty();
        Await.soon(harness.lastInvocation().closed());
    }

    @Test
    void anAnswerMayNotTakeForEver() {
        harness.runtime("WHOLE", "400ms");
        harness.aws.answers(
                FakeAnswer.yields((Object[]) "x".repeat(2000).split("")).slow(Duration.ofMillis(10)));
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.text()).isNotEmpty();
        assertThat(answer.failure().message()).contains("agentcore.whole");
        Await.soon(harness.lastInvocation().closed());
    }

    @Test
    void anAgentThatHasEndedItsAnswerMayLeaveTheStreamOpen() {
        harness.runtime("IDLE", "200ms");
        harness.aws.answers(FakeAnswer.yieldsJson("""
                        {"event": {"contentBlockDelta": {"delta": {"text": "Done."}, "contentBlockIndex": 0}}}
                        {"event": {"messageStop": {"stopReason": "end_turn"}}}
                        """).stalls());
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.text()).isEqualTo("Done.");
        assertThat(answer.last()).isInstanceOf(Completed.class);
        Await.soon(harness.lastInvocation().closed());
    }

    @Test
    void anAnswerThatHasEndedIsWholeThoughItsConnectionBreaks() {
        harness.runtime();
        Promise<Void> heard = Promise.promise();
        harness.aws.answers(FakeAnswer.atOnceJson("""
                        {"event": {"contentBlockDelta": {"delta": {"text": "Done."}, "contentBlockIndex": 0}}}
                        {"event": {"messageStop": {"stopReason": "end_turn"}}}
                        """).waits(heard.future()).isReset());
        AskedAnswer answer = harness.ask("hi");
        Await.until("the text", () -> !answer.text().isEmpty());
        heard.complete();

        assertThat(answer.whole().text()).isEqualTo("Done.");
        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(harness.aws.invocations()).hasSize(1);
    }

    @Test
    void aConnectionThatBreaksBeforeTheEndFailsTheAnswer() {
        harness.runtime();
        Promise<Void> heard = Promise.promise();
        harness.aws.answers(FakeAnswer.yields("It is sun").waits(heard.future()).isReset());
        AskedAnswer answer = harness.ask("hi");
        Await.until("the text", () -> !answer.text().isEmpty());
        heard.complete();

        assertThat(answer.whole().failure()).isInstanceOf(Failure.Unavailable.class);
        assertThat(answer.failure().message()).contains("broke off");
    }

    @Test
    void anAgentThatIsAskedAgainAfterItsThoughtsMayThinkAsLongAsAtFirstAndIsSaidToBeWaitedFor() {
        harness.runtime("IDLE", "1s", "FIRST_EVENT", "20s");
        Promise<Void> waitedLongerThanIdle = Promise.promise();
        harness.aws.answersNext(
                FakeAnswer.atOnceJson("""
                        {"reasoningText": "Hm.", "reasoning": true}
                        {"error": "x", "error_type": "ModelThrottledException"}
                        """),
                new FakeAnswer(FakeAnswer.EVENTS, List.of())
                        .waits(waitedLongerThanIdle.future())
                        .then(FakeAnswer.yields("Hello.")));
        AskedAnswer answer = harness.ask("hi");
        Await.until("thoughts", () -> !answer.all(ReasoningDelta.class).isEmpty());
        int before = answer.all(Status.class).size();
        long statuses = Duration.ofSeconds(1).dividedBy(AgentHarness.QUICK.statusEvery()) + 1;
        Await.until(
                "more than idle, or the end",
                () -> answer.all(Status.class).size() > before + statuses
                        || answer.ended().isComplete());
        waitedLongerThanIdle.complete();

        assertThat(answer.whole().text()).isEqualTo("Hello.");
        assertThat(answer.last()).isInstanceOf(Completed.class);
        assertThat(answer.all(Started.class)).hasSize(1);
    }

    @Test
    void anEmptyAnswerIsAFailure() {
        harness.runtime();
        harness.aws.answersNext(
                FakeAnswer.body(FakeAnswer.EVENTS, ""), FakeAnswer.yields(new JsonObject().put("chunk", "Hello")));
        assertThat(harness.ask("hi").whole().failure()).isInstanceOf(Failure.MalformedStream.class);
        assertThat(harness.ask("hi").whole().failure().message()).contains("agentcore.pointer");
    }

    @Test
    void readsAShapeThatTheSettingsPointTo() {
        harness.runtime("POINTER", "/chunk/text");
        harness.aws.answers(FakeAnswer.yields(
                new JsonObject("{\"chunk\": {\"text\": \"Hel\"}, \"data\": \"no\"}"),
                new JsonObject("{\"status\": 1}"),
                new JsonObject("{\"chunk\": {\"text\": \"lo\"}}")));
        AskedAnswer answer = harness.ask("hi").whole();
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.last()).isInstanceOf(Completed.class);
    }
}
