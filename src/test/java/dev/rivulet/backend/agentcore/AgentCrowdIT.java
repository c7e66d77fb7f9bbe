package dev.rivulet.backend.agentcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.backend.AskedAnswer;
import dev.rivulet.chat.ChatEvent.Completed;
import dev.rivulet.chat.ChatMessage;
import io.vertx.core.Promise;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred answers at once cost neither threads nor memory, and one that nobody reads doesn't hold the others up. */
@Timeout(120)
class AgentCrowdIT {
    private static final int CROWD = 500;

    @TempDir
    Path data;

    private AgentHarness harness;

    @BeforeEach
    void start() {
        harness = new AgentHarness(data);
        harness.runtime();
    }

    @AfterEach
    void close() {
        harness.close();
    }

    private List<AskedAnswer> askAll() {
        List<AskedAnswer> answers = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            answers.add(harness.ask(AgentHarness.question("c" + i, ChatMessage.user("hi"))));
        }
        return answers;
    }

    /** All are in mid-answer at the same time; gives how many threads there are then. */
    private int crowd() {
        Promise<Void> go = Promise.promise();
        harness.aws.answers(FakeAnswer.yields("Hello").waits(go.future()).then(FakeAnswer.yields(" there.")));
        List<AskedAnswer> answers = askAll();
        Await.until(
                "the first text of all",
                () -> answers.stream().noneMatch(each -> each.text().isEmpty()));
        int threads = threads();
        go.complete();
        for (AskedAnswer answer : answers) {
            assertThat(answer.whole().text()).isEqualTo("Hello there.");
            assertThat(answer.last()).isInstanceOf(Completed.class);
        }
        return threads;
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** The serial collector leaves some dead objects where they are, but in each fourth collection. */
    private long heapAfterCollection() {
        harness.aws.forgets();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void fiveHundredAnswersAtOnceTakeNoThreadsAndLeaveNothingBehind() {
        harness.ask("hi").whole();
        int idle = threads();
        assertThat(crowd()).isLessThanOrEqualTo(idle + 5);
        // The connections of the first crowd stay open for the second.
        long start = heapAfterCollection();
        crowd();
        assertThat(heapAfterCollection()).isLessThan(start + start / 10);
    }

    @Test
    void oneThatNobodyReadsDoesNotHoldTheOthersUp() {
        Object[] flood = Collections.nCopies(4000, "x".repeat(8 << 10)).toArray();
        harness.aws.answersNext(FakeAnswer.yields(flood));
        AskedAnswer unread = harness.ask(AgentHarness.question("unread", ChatMessage.user("hi")));
        unread.onContext(unread.stream::pause);
        Await.until("the flood", () -> harness.lastInvocation().bytesWritten() > 0);

        harness.aws.answers(FakeAnswer.yields("Hello", " there.").slow(Duration.ofMillis(20)));
        for (AskedAnswer answer : askAll().subList(0, 50)) {
            assertThat(answer.whole().text()).isEqualTo("Hello there.");
        }
        assertThat(harness.aws.invocations().getFirst().isFinished()).isFalse();
        assertThat(unread.ended().isComplete()).isFalse();
    }
}
