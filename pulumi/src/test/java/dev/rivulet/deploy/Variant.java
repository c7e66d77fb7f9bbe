package dev.rivulet.deploy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stacks that people set up, by their settings. */
enum Variant {
    AGENTCORE_RUNTIME(Map.of("agentRuntimeArn", runtime("mine"))),
    BEDROCK_AGENT(Map.of("agentId", "ABCDEFGHIJ", "agentAliasId", "TSTALIASID")),
    SEVERAL_AGENTS(Map.of(
            "agents",
            """
            {"support": {"runtimeArn": "%s", "qualifier": "prod"},
             "deep-research": {"agentId": "ABCDEFGHIJ", "aliasId": "KLMNOPQRST"}}""".formatted(runtime("support")),
            "ollamaUrl",
            "https://ollama.example.org",
            "backend",
            "support")),
    GIVEN_VPC(Map.of(
            "agentRuntimeArn", runtime("mine"),
            "vpcId", "vpc-0a1b2c",
            "subnetIds", "subnet-01, subnet-02",
            "publicAddress", "false")),
    GIVEN_IMAGE(Map.of(
            "agentRuntimeArn", runtime("mine"),
            "image", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/rivulet:1.2.3",
            "architecture", "x86_64")),
    SNAPSTART(Map.of("agentRuntimeArn", runtime("mine"), "routerStart", "snapstart")),
    PROVISIONED(Map.of("agentRuntimeArn", runtime("mine"), "routerStart", "provisioned", "routerProvisioned", "2")),
    EVERYTHING(Map.ofEntries(
            Map.entry("agentRuntimeArn", runtime("mine")),
            Map.entry("agentQualifier", "prod"),
            Map.entry("imageRevision", "june"),
            Map.entry("routerMemory", "2048"),
            Map.entry("routerTimeout", "300"),
            Map.entry("answerDeadline", "60"),
            Map.entry("routerConcurrency", "20"),
            Map.entry("requestsPerSecond", "50"),
            Map.entry("requestsBurst", "100"),
            Map.entry("routerSettings", "{\"RIVULET_LOG_LEVEL\": \"DEBUG\"}"),
            Map.entry("listenerCpu", "512"),
            Map.entry("listenerMemory", "1024"),
            Map.entry("listenerSettings", "{\"RIVULET_DISCORD_CHANNELS\": \"123456789012345678\"}"),
            Map.entry("firewall", "true"),
            Map.entry("domain", "chat.example.org"),
            Map.entry("domainCertificateArn", "arn:aws:acm:eu-central-1:123456789012:certificate/c"),
            Map.entry("domainZoneId", "Z123"),
            Map.entry("logDays", "90"),
            Map.entry("logKeyArn", "arn:aws:kms:eu-central-1:123456789012:key/k"),
            Map.entry("alarmEmail", "ops@example.org"),
            Map.entry("tags", "{\"Team\": \"bots\"}")));

    private static final Map<Variant, Graph> GRAPHS = new ConcurrentHashMap<>();

    /** The names of settings that are kept encrypted. */
    static final Set<String> SECRETS = Set.of("rivulet:discordToken");

    static final String TOKEN = "dG9rZW4.dGVzdA.c2VjcmV0LXRva2Vu";

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> settings;

    Variant(Map<String, String> settings) {
        this.settings = settings;
    }

    /** The stack's whole configuration. */
    Map<String, String> config() {
        return config(settings);
    }

    /** What an update registers; run once, however many tests look at it. */
    Graph graph() {
        return GRAPHS.computeIfAbsent(
                this, variant -> Run.stack(variant.config(), false).succeeded());
    }

    static Map<String, String> config(Map<String, String> settings) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("aws:region", FakeCloud.REGION);
        config.put("rivulet:discordToken", TOKEN);
        settings.forEach((name, value) -> config.put("rivulet:" + name, value));
        return config;
    }

    static String runtime(String name) {
        return "arn:aws:bedrock-agentcore:eu-central-1:123456789012:runtime/" + name + "-AbCdEf1234";
    }
}
