package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.chat.ChatEvent.Completed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AWS SDK gives a silent connection up after 30 s, unless it is told otherwise. That can only be seen by waiting. */
class AgentSilenceIT {
    private static final Duration SILENCE = Duration.ofSeconds(35);

    @TempDir
    Path data;

    @Test
    void anAgentMayBeSilentForLongerThanTheSdkWouldWait() {
        try (AgentHarness runtime = new AgentHarness(data).runtime();
                AgentHarness agent = new AgentHarness(data).agent()) {
            runtime.aws.answers(FakeAnswer.yields("Hello").pauses(SILENCE).then(FakeAnswer.yields(" there.")));
            agent.aws.answers(FakeAnswer.chunks("Hello").pauses(SILENCE).then(FakeAnswer.chunks(" there.")));
            for (AskedAnswer answer : new AskedAnswer[] {runtime.ask("hi"), agent.ask("hi")}) {
                answer.ended().timeout(60, TimeUnit.SECONDS).await();
                assertThat(answer.text()).isEqualTo("Hello there.");
                assertThat(answer.last()).isInstanceOf(Completed.class);
            }
        }
    }
}
