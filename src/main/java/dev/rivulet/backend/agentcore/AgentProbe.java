package dev.rivulet.backend.agentcore;

import dev.rivulet.backend.Finding;
import dev.rivulet.backend.Finding.Level;
import dev.rivulet.config.AgentCoreConfig;
import dev.rivulet.config.AgentTarget;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.useragent.BusinessMetricFeatureId;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;

/** Looks whether an agent could be asked: its region, credentials, and the way there. Asks the agent nothing, which would cost money. */
final class AgentProbe {
    private static final long DEADLINE_MILLIS = 4800;
    private static final int CONNECT_MILLIS = 3000;

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final AgentCoreConfig config;
    private final AwsClients clients;
    private final String agent;

    AgentProbe(Vertx vertx, WorkerExecutor workers, AgentCoreConfig config, AwsClients clients) {
        this.vertx = vertx;
        this.workers = workers;
        this.config = config;
        this.clients = clients;
        this.agent = switch (config.target()) {
            case AgentTarget.AgentRuntime runtime -> "Agent " + runtime.agentName() + " on AgentCore Runtime";
            case AgentTarget.Agent each -> "Agent " + each.agentId() + " of Bedrock Agents";
        };
    }

    /** Never fails. Everything at once, since the SDK's first client alone may take seconds on a busy machine. */
    Future<List<Finding>> look() {
        return Future.all(
                        inTime(workers.executeBlocking(this::region, false), agent, "its region"),
                        inTime(workers.executeBlocking(this::credentials, false), "Credentials for AWS", "they"),
                        reach())
                .map(all -> {
                    List<Finding> found = List.of(all.resultAt(0), all.resultAt(1), all.resultAt(2));
                    return found.getFirst().level() == Level.PROBLEM ? found.subList(0, 2) : found;
                });
    }

    private static Future<Finding> inTime(Future<Finding> look, String subject, String what) {
        return look.timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(cause -> new Finding(
                        Level.PROBLEM,
                        subject,
                        what + " could not be found out in time.",
                        "Set AWS_REGION, and AWS_PROFILE or other credentials."));
    }

    private Finding region() {
        try {
            Region region = clients.region();
            return switch (config.target()) {
                case AgentTarget.AgentRuntime(String arn, String qualifier, String _) ->
                    ok(
                            agent,
                            "is asked in " + region + ", as its ARN says, at "
                                    + (qualifier == null ? "DEFAULT" : qualifier) + ": " + arn + ".");
                case AgentTarget.Agent(String _, String alias, String given) ->
                    ok(
                            agent,
                            "is asked in " + region + ", as " + (given == null ? "the AWS SDK found" : "is set")
                                    + ", by its alias " + alias + ".");
            };
        } catch (SdkException e) {
            return problem(agent, "no region of AWS is set.", "Set AWS_REGION to where the agent is.");
        }
    }

    private Finding credentials() {
        String subject = "Credentials for AWS";
        try {
            AwsCredentials found = clients.credentials().resolveCredentials();
            return ok(
                    subject,
                    "come from "
                            + found.providerName().map(AgentProbe::provider).orElse("the configuration")
                            + found.expirationTime()
                                    .map(until -> ", and last until " + until)
                                    .orElse("") + ".");
        } catch (SdkException e) {
            return problem(
                    subject,
                    "there are none.",
                    "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role gives some.");
        }
    }

    /** The SDK names its providers by one letter each, several where one asks another. */
    private static String provider(String codes) {
        return Stream.of(codes.split(",", -1)).map(AgentProbe::providerOf).collect(Collectors.joining(", "));
    }

    private static String providerOf(String code) {
        return Stream.of(BusinessMetricFeatureId.values())
                .filter(each -> each.value().equals(code))
                .map(each -> each.name()
                        .replace("CREDENTIALS_", "")
                        .replace("ENV_VARS", "ENVIRONMENT_VARIABLES")
                        .replace('_', ' ')
                        .toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse(code);
    }

    private Future<Finding> reach() {
        return workers.executeBlocking(this::endpoint, false)
                .compose(endpoint -> {
                    boolean secure = "https".equals(endpoint.getScheme());
                    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : secure ? 443 : 80;
                    String subject = "AWS at " + endpoint.getHost() + (endpoint.getPort() >= 0 ? ":" + port : "");
                    return vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS))
                            .connect(port, endpoint.getHost())
                            .compose(socket -> socket.close())
                            .map(ok(subject, "can be reached."))
                            .otherwise(problem(
                                    subject,
                                    "can't be reached.",
                                    "Check AWS_REGION, the network, and the endpoint if one is set."));
                })
                .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(cause -> problem(agent, "where it is asked could not be found out.", "Check AWS_REGION."));
    }

    private URI endpoint() {
        Region region = clients.region();
        return switch (config.target()) {
            case AgentTarget.AgentRuntime _ ->
                overridden(clients.runtime().serviceClientConfiguration())
                        .orElseGet(() ->
                                https(BedrockAgentCoreClient.serviceMetadata().endpointFor(region)));
            case AgentTarget.Agent _ ->
                overridden(clients.agents().serviceClientConfiguration())
                        .orElseGet(() -> https(
                                BedrockAgentRuntimeClient.serviceMetadata().endpointFor(region)));
        };
    }

    private static Optional<URI> overridden(AwsServiceClientConfiguration configuration) {
        return configuration.endpointOverride();
    }

    private static URI https(URI endpoint) {
        return endpoint.getHost() == null ? URI.create("https://" + endpoint) : endpoint;
    }

    private static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text, null);
    }

    private static Finding problem(String subject, String text, String fix) {
        return new Finding(Level.PROBLEM, subject, text, fix);
    }
}
