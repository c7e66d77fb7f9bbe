package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.ollama.FakeAnswer;
import dev.rivulet.backend.ollama.FakeOllama;
import dev.rivulet.simulator.rest.RateLimits;
import dev.rivulet.simulator.rest.RestFault;
import dev.rivulet.simulator.rest.RouteKind;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody in Discord sees when Ollama, or Discord itself, has a bad day. */
class BadWeatherIT {
    private static final String TEXT = "One two three four five.";
    private static final FakeAnswer ANSWER = FakeAnswer.text(TEXT);
    private static final int SHOWN = 3;
    private static final String SHOWN_TEXT = "One two three";
    private static final String FOOTER = "\n-# llama3\\.2 · ollama · \\d+\\.\\d s( · \\d+ tokens)?";

    @TempDir
    static Path home;

    static OneProcess rivulet;

    @BeforeAll
    static void start() {
        rivulet = new OneProcess(home, Map.of("RIVULET_ROUTER_FIRST_EVENT", "8s", "RIVULET_ROUTER_IDLE", "4s"));
        rivulet.ollama.answers(ANSWER);
    }

    @AfterAll
    static void stop() {
        rivulet.close();
    }

    /**
     * A way in which Ollama lets us down.
     *
     * @param answers what Ollama sends when it is asked, and asked again
     * @param begun whether text comes first
     * @param line what the asker is told
     */
    record Weather(String name, List<FakeAnswer> answers, boolean begun, String line) {
        Weather(String name, FakeAnswer answer, boolean begun, String line) {
            this(name, List.of(answer), begun, line);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Weather> weathers() {
        return List.of(
                new Weather(
                        "says nothing",
                        ANSWER.loading(Promise.promise().future()),
                        false,
                        "ollama did not begin to answer within 8 seconds; ask again, or raise router.firstEvent."),
                new Weather(
                        "stalls",
                        ANSWER.stalledAfter(SHOWN),
                        true,
                        "ollama fell silent for 4 seconds before its answer was whole; ask again, or raise router.idle."),
                new Weather(
                        "dies",
                        ANSWER.interruptedAfter(SHOWN),
                        true,
                        "Ollama stopped before the answer was whole; ask again."),
                new Weather(
                        "ends without its last line",
                        ANSWER.truncatedAfter(SHOWN),
                        true,
                        "Ollama stopped before the answer was whole; ask again."),
                new Weather(
                        "has no such model",
                        FakeAnswer.notFound(FakeOllama.MODEL),
                        false,
                        "Ollama has no model `llama3.2`: fetch it with `ollama pull llama3.2`, or name another one."),
                new Weather(
                        "is busy",
                        Collections.nCopies(4, FakeAnswer.busy()),
                        false,
                        "Ollama has too much to do just now; ask again in a moment."),
                new Weather(
                        "sends garbage",
                        FakeAnswer.malformed("<html>It works!</html>\n"),
                        false,
                        "What Ollama sent could not be read; check that OLLAMA_URL leads to Ollama, and ask again."),
                new Weather(
                        "sends garbage in the midst of text",
                        ANSWER.malformedAfter(SHOWN),
                        true,
                        "What Ollama sent could not be read; check that OLLAMA_URL leads to Ollama, and ask again."),
                new Weather(
                        "tells of an error in the midst of text",
                        ANSWER.errorAfter(SHOWN, "llama runner process has terminated: exit status 2"),
                        true,
                        "Ollama broke the answer off: llama runner process has terminated: exit status 2."));
    }

    @ParameterizedTest(name = "when Ollama {0}")
    @MethodSource("weathers")
    void tellsWhatHappenedKeepsWhatWasShownAndAnswersTheNextQuestion(Weather weather) {
        Channel channel = rivulet.channel("when it " + weather);
        Promise<Void> go = Promise.promise();
        weather.answers().stream()
                .map(answer -> weather.begun() ? answer.pausedAfter(SHOWN, go.future()) : answer)
                .forEach(rivulet.ollama::answersNext);

        Message question = rivulet.asks(channel, "What now?");
        if (weather.begun()) {
            rivulet.sees(question, "the text before it went wrong", SHOWN_TEXT::equals);
            go.complete();
        }
        Message failed = rivulet.sees(question, "the failure", content -> content.contains("⚠"));
        assertThat(failed.content()).isEqualTo((weather.begun() ? SHOWN_TEXT + "\n" : "") + "-# ⚠ " + weather.line());

        assertIsAnswered(rivulet.asks(channel, "And now?"), TEXT);
        assertThat(rivulet.ours(channel)).as("one message an answer").hasSize(2);
        assertThat(rivulet.ours(channel).getFirst().content()).isEqualTo(failed.content());
    }

    @Test
    void tellsWhenOllamaIsNotThereAndGoesOnWhenItIsBack() {
        Channel channel = rivulet.channel("away");
        rivulet.ollama.close();
        Message question = rivulet.asks(channel, "Anybody there?");
        assertThat(rivulet.sees(question, "the failure", content -> content.contains("⚠"))
                        .content())
                .isEqualTo(
                        "-# ⚠ Ollama does not answer: start it with `ollama serve`, or set OLLAMA_URL to where it runs.");

        rivulet.ollamaComesBack();
        rivulet.ollama.answers(ANSWER);
        assertIsAnswered(rivulet.asks(channel, "And now?"), TEXT);
    }

    @Test
    void losesNothingWhenDiscordBreaksDuringAnAnswer() {
        Channel channel = rivulet.channel("breaks");
        String text = String.join(
                " ", IntStream.rangeClosed(1, 120).mapToObj(i -> "word" + i).toList());
        rivulet.ollama.answersNext(FakeAnswer.text(text).slow(Duration.ofMillis(40)));

        Message question = rivulet.asks(channel, "Tell me a long story.");
        rivulet.sees(question, "the story's begin", content -> content.startsWith("word1"));
        rivulet.discord.faults().gateway().drop();
        Message meanwhile = rivulet.asks(channel, "And in between?");
        var faults = rivulet.discord.faults().rest();
        faults.next(RouteKind.MESSAGE_EDIT, new RestFault.ServerError(502));
        faults.next(RouteKind.MESSAGE_EDIT, new RestFault.DroppedAfter());
        faults.next(RouteKind.MESSAGE_EDIT, new RestFault.RateLimited(RateLimits.Scope.SHARED, Duration.ofMillis(700)));
        faults.next(RouteKind.MESSAGE_CREATE, new RestFault.DroppedAfter());

        assertIsAnswered(question, text);
        assertIsAnswered(meanwhile, TEXT);
        assertThat(rivulet.ours(channel)).as("each answered once").hasSize(2);
    }

    private static void assertIsAnswered(Message question, String text) {
        Message answer = rivulet.sees(question, "the whole answer", content -> content.contains(" · "));
        assertThat(answer.content()).startsWith(text).matches("(?s)\\Q" + text + "\\E" + FOOTER);
    }
}
