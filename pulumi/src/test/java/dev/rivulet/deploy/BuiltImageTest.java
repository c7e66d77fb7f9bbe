package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.test.PulumiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BuiltImageTest {

    @Test
    void isScannedAndItsTagsStay() {
        Graph graph = Mocked.run(Variant.AGENTCORE_RUNTIME, site -> new BuiltImage("image", site));

        Registered repository = graph.only("aws:ecr/repository:Repository");
        assertThat(repository.text("imageTagMutability")).isEqualTo("IMMUTABLE");
        assertThat(repository.input("imageScanningConfiguration.scanOnPush")).isEqualTo(true);
        assertThat(graph.only("aws:ecr/lifecyclePolicy:LifecyclePolicy").text("policy"))
                .contains("imageCountMoreThan");
        Registered image = graph.only("docker:index/image:Image");
        assertThat(image.text("build.platform")).isEqualTo("linux/arm64");
        assertThat(image.text("imageName")).matches(".*/rivulet-test:[0-9a-f]{16}-arm64");
    }

    /** The same sources may make another image, of patched bases, or without a cache. */
    @Test
    void isBuiltAgainUnderTheTagOfARevision() {
        Graph graph = Mocked.run(Variant.EVERYTHING, site -> new BuiltImage("image", site));

        assertThat(graph.only("docker:index/image:Image").text("imageName"))
                .matches(".*/rivulet-test:[0-9a-f]{16}-arm64-june");
    }

    /** Else a change would make another image under a tag that can't be moved. */
    @Test
    void tagFollowsAllThatDockerSees() throws IOException {
        Set<String> seen = Files.readString(Path.of("..", ".dockerignore"))
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .collect(Collectors.toCollection(HashSet::new));
        seen.addAll(List.of("Dockerfile", ".dockerignore"));

        assertThat(BuiltImage.SOURCES).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(BuiltImage.SOURCES)
                .allSatisfy(source -> assertThat(Path.of("..", source)).exists());
    }

    @Test
    void givenImageIsReadFromItsRepository() {
        assertThat(Components.IMAGE.repositoryArn())
                .satisfies(arn -> assertThat(PulumiTest.extractValue(arn))
                        .isEqualTo("arn:aws:ecr:eu-central-1:123456789012:repository/team/rivulet"));
        assertThat(PulumiTest.extractValue(Components.IMAGE.repositoryUrl()))
                .isEqualTo("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/rivulet");
    }
}
