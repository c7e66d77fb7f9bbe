package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ListenerTest {

    @Test
    void getsTheTokenFromItsSecret() {
        Graph graph = Components.listener(Variant.AGENTCORE_RUNTIME);
        Map<?, ?> container = graph.listenerContainer();

        assertThat(container.get("secrets"))
                .isEqualTo(List.of(Map.of(
                        "name",
                        "DISCORD_TOKEN",
                        "valueFrom",
                        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:listener-token-AbCdEf:::"
                                + "version-of-listener-token-value")));
        assertThat(container.get("readonlyRootFilesystem")).isEqualTo(true);
        assertThat(container.get("command")).isEqualTo(List.of("listen"));
        assertThat(container.get("healthCheck")).isNotNull();
    }

    /** A volume belongs to the image's user only where the image declares it, and all else can't be written to. */
    @Test
    void writesToTheVolumesOfTheImage() throws IOException {
        Graph graph = Components.listener(Variant.AGENTCORE_RUNTIME);
        List<?> mounts = (List<?>) graph.listenerContainer().get("mountPoints");
        Set<String> paths = mounts.stream()
                .map(mount -> (String) ((Map<?, ?>) mount).get("containerPath"))
                .collect(Collectors.toSet());

        String dockerfile = Files.readString(Path.of("..", "Dockerfile"));
        String declared = dockerfile
                .lines()
                .filter(line -> line.startsWith("VOLUME"))
                .findFirst()
                .orElseThrow();
        assertThat(Set.copyOf(Graph.list(declared.substring("VOLUME".length()))))
                .isEqualTo(paths);
        assertThat(graph.only("aws:ecs/taskDefinition:TaskDefinition").input("volumes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting("name")
                .containsExactlyInAnyOrderElementsOf(mounts.stream()
                        .map(mount -> ((Map<?, ?>) mount).get("sourceVolume"))
                        .toList());
    }

    @Test
    void goesWhereItIsTold() {
        Graph given = Components.listener(Variant.GIVEN_VPC);

        assertThat(given.only("aws:ecs/service:Service").input("networkConfiguration.assignPublicIp"))
                .isEqualTo(false);
        assertThat(given.only("aws:ecs/service:Service").input("networkConfiguration.subnets"))
                .isEqualTo(List.of("subnet-01", "subnet-02"));
        assertThat(given.only("aws:ec2/securityGroup:SecurityGroup").text("vpcId"))
                .isEqualTo("vpc-0a1b2c");
        assertThat(given.types()).noneMatch(type -> type.contains("Vpc"));

        Graph own = Components.listener(Variant.AGENTCORE_RUNTIME);
        assertThat(own.only("aws:ecs/service:Service").input("networkConfiguration.assignPublicIp"))
                .isEqualTo(true);
    }

    @Test
    void callsOutByTlsOnly() {
        Registered group = Components.listener(Variant.AGENTCORE_RUNTIME).only("aws:ec2/securityGroup:SecurityGroup");

        assertThat(group.input("ingress")).isNull();
        assertThat(group.input("egress"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
        assertThat(group.text("egress.0.protocol") + " " + group.text("egress.0.fromPort") + "-"
                        + group.text("egress.0.toPort"))
                .isEqualTo("tcp 443-443");
        assertThat(group.input("egress.0.cidrBlocks")).isEqualTo(List.of("0.0.0.0/0"));
    }

    /** A rollback would go to a task definition that is gone, without the engine's knowing; and Discord's refusals pass. */
    @Test
    void isTriedAgainUntilItRuns() {
        Registered service = Components.listener(Variant.AGENTCORE_RUNTIME).only("aws:ecs/service:Service");

        assertThat(service.input("deploymentCircuitBreaker")).isNull();
        assertThat(service.input("waitForSteadyState")).isNull();
    }

    @Test
    void runsOnTheProcessorOfTheImage() {
        assertThat(Components.listener(Variant.GIVEN_IMAGE)
                        .only("aws:ecs/taskDefinition:TaskDefinition")
                        .text("runtimePlatform.cpuArchitecture"))
                .isEqualTo("X86_64");
    }
}
