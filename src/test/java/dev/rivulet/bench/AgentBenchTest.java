package dev.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AgentBenchTest {
    /** Figures that are printed must be those that anybody gets by measuring again. */
    @Test
    void theReadmeShowsEveryRow() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String figures = readme.substring(
                readme.indexOf("<!-- bench:agentcore -->"), readme.indexOf("<!-- /bench:agentcore -->"));
        assertThat(figures).contains(AgentBench.HEAD, "Threads: ", "Heap after a collection: ");
        assertThat(figures.lines()
                        .filter(line -> line.startsWith("| ") && !line.equals(AgentBench.HEAD))
                        .map(line -> line.split(" \\| ", -1)[0].substring(2)))
                .containsExactlyElementsOf(AgentBench.rows());
    }
}
