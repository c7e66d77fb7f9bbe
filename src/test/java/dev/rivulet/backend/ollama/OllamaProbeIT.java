package dev.rivulet.backend.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.config.OllamaConfig;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OllamaProbeIT {
    private final OllamaHarness harness = new OllamaHarness();
    private final FakeOllama ollama = harness.ollama;

    @AfterEach
    void close() {
        harness.close();
    }

    private Finding probe(String model) {
        return harness.deploy(OllamaHarness.config(ollama.url(), model), OllamaHarness.QUICK)
                .probe();
    }

    @Test
    void tellsWhichModelAnswersWhere() {
        assertThat(probe("llama3.2"))
                .isEqualTo(new Finding(
                        Level.OK,
                        "Ollama at http://127.0.0.1:" + ollama.port(),
                        "Version 0.12.6 answers with llama3.2.",
                        null));
    }

    @Test
    void tellsWhichModelItTookByItself() {
        ollama.installs("qwen3:8b", "2026-09-01T10:00:00Z", "completion");

        assertThat(harness.deploy(OllamaHarness.config(ollama.url(), null), OllamaHarness.QUICK)
                        .probe()
                        .text())
                .isEqualTo("Version 0.12.6 answers with qwen3:8b, the model installed last.");
    }

    @Test
    void namesThePullAndTheModelsThatAreThereWhenTheModelIsMissing() {
        Finding finding = probe("mixtral:8x7b");

        assertThat(finding.level()).isEqualTo(Level.PROBLEM);
        assertThat(finding.text()).isEqualTo("has no model mixtral:8x7b.");
        assertThat(finding.fix())
                .isEqualTo("Fetch it: `ollama pull mixtral:8x7b`, or set OLLAMA_MODEL to one that is there:"
                        + " llama3.2:latest.");
    }

    @Test
    void namesAModelToPullWhenThereIsNone() {
        ollama.hasNoModels();

        Finding finding = harness.deploy(OllamaHarness.config(ollama.url(), null), OllamaHarness.QUICK)
                .probe();

        assertThat(finding.level()).isEqualTo(Level.PROBLEM);
        assertThat(finding.fix()).contains("`ollama pull llama3.2`");
    }

    @Test
    void saysHowToStartAnOllamaThatIsNotThere() {
        harness.deploy();
        ollama.close();

        Finding finding = harness.probe();

        assertThat(finding.level()).isEqualTo(Level.PROBLEM);
        assertThat(finding.text()).isEqualTo("does not answer.");
        assertThat(finding.fix()).contains("`ollama serve`").contains("OLLAMA_URL");
    }

    @Test
    void findsNoPasswordInTheAddressItShows() {
        Finding finding = harness.deploy(
                        new OllamaConfig(
                                URI.create("http://ann:secret@127.0.0.1:1/base"),
                                null,
                                null,
                                null,
                                Map.of(),
                                Duration.ofSeconds(1)),
                        OllamaHarness.QUICK)
                .probe();

        assertThat(finding.subject()).isEqualTo("Ollama at http://127.0.0.1:1/base");
        assertThat(finding.toString()).doesNotContain("secret");
    }

    @Test
    void seesThatSomethingElseAnswers() {
        var other = harness.vertx
                .createHttpServer()
                .requestHandler(request -> request.response().end("<html>hello</html>"))
                .listen(0, "127.0.0.1")
                .await();

        Finding finding = harness.deploy(
                        OllamaHarness.config(URI.create("http://127.0.0.1:" + other.actualPort()), null),
                        OllamaHarness.QUICK)
                .probe();

        assertThat(finding.text()).contains("not Ollama");
        assertThat(finding.fix()).contains("OLLAMA_URL");
    }

    @Test
    void givesUpWithinFiveSeconds() {
        ollama.lookupsWaitFor(Future.future(_ -> {}));
        long asked = System.nanoTime();

        Finding finding = probe("llama3.2");

        assertThat(finding.text()).isEqualTo("does not answer in time.");
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    }
}
