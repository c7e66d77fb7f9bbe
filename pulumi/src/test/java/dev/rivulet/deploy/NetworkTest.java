package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void spreadsOverTwoZonesWithoutANatGateway() {
        Graph graph = Mocked.run(Variant.AGENTCORE_RUNTIME, site -> new Network("network", site));

        assertThat(graph.all("aws:ec2/subnet:Subnet").map(subnet -> subnet.text("availabilityZone")))
                .containsExactlyInAnyOrder("eu-central-1a", "eu-central-1b");
        assertThat(graph.types()).noneMatch(type -> type.contains("NatGateway") || type.contains("Eip"));
        assertThat(graph.only("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")
                        .input("ingress"))
                .isNull();
    }

    /** A zone that AWS adds before them changes which are the first two. */
    @Test
    void subnetsStayInTheirZones() {
        assertThat(Variant.AGENTCORE_RUNTIME.graph().all("aws:ec2/subnet:Subnet"))
                .hasSize(2)
                .allMatch(subnet -> subnet.ignoreChanges().equals(List.of("availabilityZone")));
    }
}
