package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatApiTest {

    @Test
    void isRegionalAndItsLogHoldsNoBodies() {
        Graph graph = Components.api(Variant.AGENTCORE_RUNTIME);

        assertThat(graph.only("aws:apigateway/restApi:RestApi").input("endpointConfiguration.types"))
                .isEqualTo("REGIONAL");
        assertThat(graph.only("aws:apigateway/stage:Stage").text("accessLogSettings.format"))
                .contains("$context.status", "$context.identity.userArn")
                .doesNotContain("body");
        assertThat(graph.types()).noneMatch(type -> type.contains("wafv2") || type.contains("domainName"));
    }

    /** What is paid for by method is left out, and so is a log that would hold what people write. */
    @Test
    void takesAsMuchAsItIsToldAndLogsNoBodies() {
        Registered methods = Components.api(Variant.EVERYTHING).only("aws:apigateway/methodSettings:MethodSettings");

        assertThat(methods.text("methodPath")).isEqualTo("*/*");
        assertThat(methods.number("settings.throttlingRateLimit")).isEqualTo(50);
        assertThat(methods.number("settings.throttlingBurstLimit")).isEqualTo(100);
        assertThat(methods.text("settings.loggingLevel")).isEqualTo("OFF");
        assertThat(methods.input("settings.dataTraceEnabled")).isEqualTo(false);
        assertThat(methods.input("settings.metricsEnabled")).isEqualTo(false);

        Registered byDefault =
                Components.api(Variant.AGENTCORE_RUNTIME).only("aws:apigateway/methodSettings:MethodSettings");
        assertThat(byDefault.number("settings.throttlingRateLimit")).isEqualTo(10);
        assertThat(byDefault.number("settings.throttlingBurstLimit")).isEqualTo(20);
    }

    /** API Gateway goes on serving the document that was deployed last. */
    @Test
    void isDeployedAgainWhenItsDocumentChanges() {
        Object once = deployed(Variant.AGENTCORE_RUNTIME);

        assertThat(once).isNotNull().isEqualTo(deployed(Variant.GIVEN_VPC));
        assertThat(deployed(Variant.SNAPSTART)).isNotNull().isNotEqualTo(once);
    }

    private static Object deployed(Variant variant) {
        return Components.api(variant)
                .only("aws:apigateway/deployment:Deployment")
                .input("triggers.document");
    }

    /** Other APIs of the region may write their logs with it by then. */
    @Test
    void regionsLogRoleStaysWhenTheStackGoes() {
        Graph graph = Variant.AGENTCORE_RUNTIME.graph();

        assertThat(graph.resources().stream().filter(Registered::retained).map(Registered::name))
                .containsExactlyInAnyOrder("api-account", "api-logs", "api-logs");
        assertThat(graph.only("aws:apigateway/account:Account").input("resetOnDelete"))
                .isNull();
    }

    @Test
    void regionsLogRoleMayBeLeftAlone() {
        Map<String, String> config = new HashMap<>(Variant.AGENTCORE_RUNTIME.config());
        config.put("rivulet:accountLogRole", "false");

        assertThat(Run.stack(config, false).succeeded().types())
                .noneMatch(type -> type.contains("apigateway/account") || type.contains("api-logs"));
    }

    @Test
    void mayHaveAFirewallAndADomain() {
        Graph graph = Components.api(Variant.EVERYTHING);

        assertThat(graph.only("aws:wafv2/webAclAssociation:WebAclAssociation").text("resourceArn"))
                .endsWith("/stages/live");
        assertThat(graph.only("aws:apigateway/domainName:DomainName").text("domainName"))
                .isEqualTo("chat.example.org");
        assertThat(graph.only("aws:route53/record:Record").text("zoneId")).isEqualTo("Z123");
    }

    @Test
    void permitsTheAliasWhereThereIsOne() {
        assertThat(Components.api(Variant.SNAPSTART).all("aws:lambda/permission:Permission"))
                .isNotEmpty()
                .allMatch(permission -> permission.text("qualifier").equals("live"));
    }
}
