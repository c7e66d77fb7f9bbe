package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.core.Output;
import com.pulumi.test.PulumiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each component by itself, with the settings it is made for. */
class ComponentsTest {
    private static final ImageSource IMAGE =
            ImageSource.given("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/rivulet:1.2.3");

    @Test
    void networkSpreadsOverTwoZonesWithoutANatGateway() {
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

    @Test
    void imageIsScannedAndItsTagsStay() {
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
    void imageIsBuiltAgainUnderTheTagOfARevision() {
        Graph graph = Mocked.run(Variant.EVERYTHING, site -> new BuiltImage("image", site));

        assertThat(graph.only("docker:index/image:Image").text("imageName"))
                .matches(".*/rivulet-test:[0-9a-f]{16}-arm64-june");
    }

    /** Else a change would make another image under a tag that can't be moved. */
    @Test
    void imagesTagFollowsAllThatDockerSees() throws IOException {
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
        assertThat(IMAGE.repositoryArn())
                .satisfies(arn -> assertThat(value(arn))
                        .isEqualTo("arn:aws:ecr:eu-central-1:123456789012:repository/team/rivulet"));
        assertThat(value(IMAGE.repositoryUrl()))
                .isEqualTo("123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/rivulet");
    }

    @Test
    void everythingIsMadeByTheChosenProfile() {
        Map<String, String> config = new HashMap<>(Variant.AGENTCORE_RUNTIME.config());
        config.put("aws:profile", "work");

        Registered provider = Run.stack(config, true).succeeded().only("pulumi:providers:aws");

        assertThat(provider.text("profile")).isEqualTo("work");
    }

    @Test
    void sessionKeyIsMadeOnce() {
        Graph graph = Run.program(
                        context -> new SessionKey(
                                "session-key", Site.of(context, SettingsReader.read(StackConfig.of(context)))),
                        Variant.AGENTCORE_RUNTIME.config(),
                        false)
                .succeeded();

        Registered version = graph.only("aws:secretsmanager/secretVersion:SecretVersion");
        assertThat(version.ignoreChanges()).containsExactly("secretString");
        assertThat(version.inputs().get("secretString")).isInstanceOf(Plain.Secret.class);
        assertThat(version.text("secretString")).matches("[0-9a-f]{64}");
    }

    @Test
    void storeIsATableThatForgetsAndIsPaidForByUse() {
        Registered table =
                Mocked.run(Variant.AGENTCORE_RUNTIME, ComponentsTest::store).only("aws:dynamodb/table:Table");

        assertThat(table.text("hashKey") + " " + table.text("rangeKey")).isEqualTo("pk sk");
        assertThat(table.text("ttl.attributeName")).isEqualTo("ttl");
        assertThat(table.input("ttl.enabled")).isEqualTo(true);
        assertThat(table.text("billingMode")).isEqualTo("PAY_PER_REQUEST");
    }

    @Test
    void routerKnowsItsOneAgent() {
        assertThat(router(Variant.AGENTCORE_RUNTIME).functionEnvironment())
                .containsEntry("AGENTCORE_RUNTIME_ARN", Variant.runtime("mine"))
                .containsEntry("RIVULET_BACKEND", "agentcore")
                .containsEntry("RIVULET_LAMBDA_RESPONSE", "stream");
        assertThat(router(Variant.BEDROCK_AGENT).functionEnvironment())
                .containsEntry("BEDROCK_AGENT_ID", "ABCDEFGHIJ")
                .containsEntry("BEDROCK_AGENT_ALIAS_ID", "TSTALIASID");
    }

    @Test
    void routerKnowsSeveralAgentsByName() {
        Graph graph = router(Variant.SEVERAL_AGENTS);

        assertThat(graph.functionEnvironment())
                .containsEntry("RIVULET_BACKENDS_SUPPORT_AGENTCORE_RUNTIME_ARN", Variant.runtime("support"))
                .containsEntry("RIVULET_BACKENDS_SUPPORT_AGENTCORE_QUALIFIER", "prod")
                .containsEntry("RIVULET_BACKENDS_DEEP_RESEARCH_AGENTCORE_AGENT_ID", "ABCDEFGHIJ")
                .containsEntry("RIVULET_BACKENDS_DEEP_RESEARCH_AGENTCORE_AGENT_ALIAS_ID", "KLMNOPQRST")
                .containsEntry("OLLAMA_URL", "https://ollama.example.org")
                .containsEntry("RIVULET_BACKEND", "support");
        assertThat(graph.statements().stream().flatMap(statement -> statement.targets().stream()))
                .contains(
                        Variant.runtime("support") + "/runtime-endpoint/prod",
                        "arn:aws:bedrock:eu-central-1:123456789012:agent-alias/ABCDEFGHIJ/KLMNOPQRST");
    }

    @Test
    void routerStartsColdUnlessAsked() {
        assertThat(router(Variant.AGENTCORE_RUNTIME).types()).noneMatch(type -> type.contains("Alias"));

        Graph snapshot = router(Variant.SNAPSTART);
        assertThat(snapshot.function().text("snapStart.applyOn")).isEqualTo("PublishedVersions");
        assertThat(snapshot.function().input("publish")).isEqualTo(true);
        assertThat(snapshot.only("aws:lambda/alias:Alias").text("functionVersion"))
                .isEqualTo("1");

        Graph kept = router(Variant.PROVISIONED);
        assertThat(kept.only("aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig")
                        .number("provisionedConcurrentExecutions"))
                .isEqualTo(2);
        assertThat(kept.function().input("snapStart")).isNull();
    }

    @Test
    void routerTakesSizesFromTheSettings() {
        Registered function = router(Variant.EVERYTHING).function();

        assertThat(function.number("memorySize")).isEqualTo(2_048);
        assertThat(function.number("timeout")).isEqualTo(300);
        assertThat(function.number("reservedConcurrentExecutions")).isEqualTo(20);
        assertThat(function.input("architectures")).isEqualTo(List.of("arm64"));
        assertThat(function.input("imageConfig.commands")).isEqualTo(List.of("lambda"));
        assertThat(router(Variant.AGENTCORE_RUNTIME).function().input("reservedConcurrentExecutions"))
                .isNull();
    }

    @Test
    void apiIsRegionalAndItsLogHoldsNoBodies() {
        Graph graph = api(Variant.AGENTCORE_RUNTIME);

        assertThat(graph.only("aws:apigateway/restApi:RestApi").input("endpointConfiguration.types"))
                .isEqualTo("REGIONAL");
        assertThat(graph.only("aws:apigateway/stage:Stage").text("accessLogSettings.format"))
                .contains("$context.status", "$context.identity.userArn")
                .doesNotContain("body");
        assertThat(graph.types()).noneMatch(type -> type.contains("wafv2") || type.contains("domainName"));
    }

    /** What is paid for by method is left out, and so is a log that would hold what people write. */
    @Test
    void apiTakesAsMuchAsItIsToldAndLogsNoBodies() {
        Registered methods = api(Variant.EVERYTHING).only("aws:apigateway/methodSettings:MethodSettings");

        assertThat(methods.text("methodPath")).isEqualTo("*/*");
        assertThat(methods.number("settings.throttlingRateLimit")).isEqualTo(50);
        assertThat(methods.number("settings.throttlingBurstLimit")).isEqualTo(100);
        assertThat(methods.text("settings.loggingLevel")).isEqualTo("OFF");
        assertThat(methods.input("settings.dataTraceEnabled")).isEqualTo(false);
        assertThat(methods.input("settings.metricsEnabled")).isEqualTo(false);

        Registered byDefault = api(Variant.AGENTCORE_RUNTIME).only("aws:apigateway/methodSettings:MethodSettings");
        assertThat(byDefault.number("settings.throttlingRateLimit")).isEqualTo(10);
        assertThat(byDefault.number("settings.throttlingBurstLimit")).isEqualTo(20);
    }

    /** API Gateway goes on serving the document that was deployed last. */
    @Test
    void apiIsDeployedAgainWhenItsDocumentChanges() {
        Object once = deployed(Variant.AGENTCORE_RUNTIME);

        assertThat(once).isNotNull().isEqualTo(deployed(Variant.GIVEN_VPC));
        assertThat(deployed(Variant.SNAPSTART)).isNotNull().isNotEqualTo(once);
    }

    private static Object deployed(Variant variant) {
        return api(variant).only("aws:apigateway/deployment:Deployment").input("triggers.document");
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
    void everyLogIsEncryptedWithTheGivenKey() {
        assertThat(Variant.EVERYTHING.graph().all("aws:cloudwatch/logGroup:LogGroup"))
                .hasSize(3)
                .allMatch(log -> log.text("kmsKeyId").equals("arn:aws:kms:eu-central-1:123456789012:key/k"))
                .allMatch(log -> log.number("retentionInDays") == 90);
        assertThat(Variant.AGENTCORE_RUNTIME.graph().all("aws:cloudwatch/logGroup:LogGroup"))
                .allMatch(log -> log.input("kmsKeyId") == null);
    }

    @Test
    void apiMayHaveAFirewallAndADomain() {
        Graph graph = api(Variant.EVERYTHING);

        assertThat(graph.only("aws:wafv2/webAclAssociation:WebAclAssociation").text("resourceArn"))
                .endsWith("/stages/live");
        assertThat(graph.only("aws:apigateway/domainName:DomainName").text("domainName"))
                .isEqualTo("chat.example.org");
        assertThat(graph.only("aws:route53/record:Record").text("zoneId")).isEqualTo("Z123");
    }

    @Test
    void apiPermitsTheAliasWhereThereIsOne() {
        assertThat(api(Variant.SNAPSTART).all("aws:lambda/permission:Permission"))
                .isNotEmpty()
                .allMatch(permission -> permission.text("qualifier").equals("live"));
    }

    @Test
    void listenerGetsTheTokenFromItsSecret() {
        Graph graph = listener(Variant.AGENTCORE_RUNTIME);
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
    void listenerWritesToTheVolumesOfTheImage() throws IOException {
        Graph graph = listener(Variant.AGENTCORE_RUNTIME);
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
    void listenerGoesWhereItIsTold() {
        Graph given = listener(Variant.GIVEN_VPC);

        assertThat(given.only("aws:ecs/service:Service").input("networkConfiguration.assignPublicIp"))
                .isEqualTo(false);
        assertThat(given.only("aws:ecs/service:Service").input("networkConfiguration.subnets"))
                .isEqualTo(List.of("subnet-01", "subnet-02"));
        assertThat(given.only("aws:ec2/securityGroup:SecurityGroup").text("vpcId"))
                .isEqualTo("vpc-0a1b2c");
        assertThat(given.types()).noneMatch(type -> type.contains("Vpc"));

        Graph own = listener(Variant.AGENTCORE_RUNTIME);
        assertThat(own.only("aws:ecs/service:Service").input("networkConfiguration.assignPublicIp"))
                .isEqualTo(true);
    }

    @Test
    void listenerCallsOutByTlsOnly() {
        Registered group = listener(Variant.AGENTCORE_RUNTIME).only("aws:ec2/securityGroup:SecurityGroup");

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
    void listenerIsTriedAgainUntilItRuns() {
        Registered service = listener(Variant.AGENTCORE_RUNTIME).only("aws:ecs/service:Service");

        assertThat(service.input("deploymentCircuitBreaker")).isNull();
        assertThat(service.input("waitForSteadyState")).isNull();
    }

    @Test
    void listenerRunsOnTheProcessorOfTheImage() {
        assertThat(listener(Variant.GIVEN_IMAGE)
                        .only("aws:ecs/taskDefinition:TaskDefinition")
                        .text("runtimePlatform.cpuArchitecture"))
                .isEqualTo("X86_64");
    }

    @Test
    void everyAlarmTellsTheTopic() {
        Graph graph = watching(Variant.EVERYTHING);
        Object topic = graph.only("aws:sns/topic:Topic").outputs().get("arn");

        assertThat(graph.all("aws:cloudwatch/metricAlarm:MetricAlarm").map(Registered::name))
                .containsExactlyInAnyOrder(
                        "api-errors",
                        "router-errors",
                        "router-throttles",
                        "router-slow",
                        "listener-not-running",
                        "gateway-silent");
        assertThat(graph.all("aws:cloudwatch/metricAlarm:MetricAlarm"))
                .allMatch(alarm -> alarm.input("alarmActions").equals(List.of(topic)));
        assertThat(graph.only("aws:sns/topicSubscription:TopicSubscription").text("endpoint"))
                .isEqualTo("ops@example.org");
        assertThat(watching(Variant.AGENTCORE_RUNTIME).types()).noneMatch(type -> type.contains("Subscription"));
    }

    /** Rivulet ends an answer at its deadline, however long the function may go on. */
    @Test
    void slownessIsMeasuredAgainstTheDeadline() {
        Registered alarm = watching(Variant.EVERYTHING).named("aws:cloudwatch/metricAlarm:MetricAlarm", "router-slow");

        assertThat(alarm.text("extendedStatistic")).isEqualTo("p99");
        assertThat(alarm.text("comparisonOperator")).isEqualTo("GreaterThanThreshold");
        assertThat(alarm.number("threshold")).isEqualTo(54_000);
    }

    /** An alarm on a metric that nobody reports is always well. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api-errors           | AWS/ApiGateway 5XXError | ApiName=rivulet-test Stage=live",
                "router-errors        | AWS/Lambda Errors       | FunctionName=router-1a2b3c4",
                "router-throttles     | AWS/Lambda Throttles    | FunctionName=router-1a2b3c4",
                "router-slow          | AWS/Lambda Duration     | FunctionName=router-1a2b3c4",
                "listener-not-running | AWS/ECS CPUUtilization  | ClusterName=listener-1a2b3c4 ServiceName=listener-1a2b3c4",
                "gateway-silent       | Rivulet GatewayHeartbeats-rivulet-test | ''",
            })
    void alarmsLookAtWhatIsReported(String name, String metric, String dimensions) {
        Registered alarm = watching(Variant.AGENTCORE_RUNTIME).named("aws:cloudwatch/metricAlarm:MetricAlarm", name);

        assertThat(alarm.text("namespace") + " " + alarm.text("metricName"))
                .isEqualTo(metric.replaceAll(" +", " ").strip());
        assertThat(
                        alarm.input("dimensions") instanceof Map<?, ?> map
                                ? map.entrySet().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .collect(Collectors.joining(" "))
                                : "")
                .isEqualTo(dimensions);
    }

    @Test
    void silenceAlarms() {
        Graph graph = watching(Variant.AGENTCORE_RUNTIME);

        for (String name : List.of("listener-not-running", "gateway-silent")) {
            assertThat(graph.named("aws:cloudwatch/metricAlarm:MetricAlarm", name)
                            .text("treatMissingData"))
                    .isEqualTo("breaching");
        }
        assertThat(graph.only("aws:cloudwatch/logMetricFilter:LogMetricFilter").text("logGroupName"))
                .isEqualTo("/rivulet-test/listener");
        assertThat(graph.only("aws:cloudwatch/logMetricFilter:LogMetricFilter").text("pattern"))
                .isEqualTo("\"Gateway heartbeat\"");
        assertThat(graph.only("aws:cloudwatch/logMetricFilter:LogMetricFilter").text("metricTransformation.namespace"))
                .isEqualTo("Rivulet");
        assertThat(graph.named("aws:cloudwatch/metricAlarm:MetricAlarm", "gateway-silent")
                        .text("metricName"))
                .isEqualTo(graph.only("aws:cloudwatch/logMetricFilter:LogMetricFilter")
                        .text("metricTransformation.name"));
    }

    @Test
    void dashboardAsksWhatAPersonAsks() {
        String board = watching(Variant.AGENTCORE_RUNTIME)
                .only("aws:cloudwatch/dashboard:Dashboard")
                .text("dashboardBody");

        assertThat(board)
                .contains("Is the bot there?", "What fails?", "How long do answers take?", "/rivulet-test/router");
        assertThat((List<?>) Graph.json(board).get("widgets")).hasSize(8);
    }

    private static Graph router(Variant variant) {
        return Mocked.run(variant, ComponentsTest::router);
    }

    private static Router router(Site site) {
        return new Router("router", site, IMAGE, new SessionKey("session-key", site), store(site));
    }

    private static SharedStore store(Site site) {
        return new SharedStore("store", site);
    }

    private static Graph api(Variant variant) {
        return Mocked.run(variant, site -> new ChatApi("api", site, router(site)));
    }

    private static Graph listener(Variant variant) {
        return Mocked.run(variant, site -> listener(site, new ChatApi("api", site, router(site))));
    }

    private static Listener listener(Site site, ChatApi api) {
        Subnets own = new Subnets(Output.of("vpc-own"), List.of(Output.of("subnet-own")), true);
        return new Listener("listener", site, IMAGE, site.settings().subnets().orElse(own), api, store(site));
    }

    private static Graph watching(Variant variant) {
        return Mocked.run(variant, site -> {
            Router router = router(site);
            ChatApi api = new ChatApi("api", site, router);
            new Watching("watching", site, router, api, listener(site, api));
        });
    }

    private static String value(Output<String> output) {
        return PulumiTest.extractValue(output);
    }
}
