package dev.rivulet.deploy;

import com.pulumi.aws.apigateway.Deployment;
import com.pulumi.aws.apigateway.DeploymentArgs;
import com.pulumi.aws.apigateway.MethodSettings;
import com.pulumi.aws.apigateway.MethodSettingsArgs;
import com.pulumi.aws.apigateway.RestApi;
import com.pulumi.aws.apigateway.RestApiArgs;
import com.pulumi.aws.apigateway.Stage;
import com.pulumi.aws.apigateway.StageArgs;
import com.pulumi.aws.apigateway.inputs.MethodSettingsSettingsArgs;
import com.pulumi.aws.apigateway.inputs.RestApiEndpointConfigurationArgs;
import com.pulumi.aws.apigateway.inputs.StageAccessLogSettingsArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.lambda.Permission;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The chat API before the router: a regional REST API, the only kind of API Gateway's that streams. */
final class ChatApi extends ComponentResource {
    private static final String STAGE = "live";

    private final RestApi api;
    private final Stage stage;
    private final LogGroup log;
    private final Output<String> chatUrl;

    ChatApi(String name, Site site, Router router) {
        super("rivulet:aws:ChatApi", name, site.component());
        Settings.ApiSettings settings = site.settings().api();
        log = site.logGroup(name, this);
        Output<String> document =
                router.invoked().applyValue(arn -> ApiDocument.of(site.partition(), site.region(), arn));
        api = new RestApi(
                name,
                RestApiArgs.builder()
                        .name(site.name())
                        .description("Rivulet's chat API")
                        .body(document)
                        // Edge endpoints end a stream that is silent for 30 seconds, regional ones after 5 minutes.
                        .endpointConfiguration(RestApiEndpointConfigurationArgs.builder()
                                .types("REGIONAL")
                                .build())
                        .build(),
                Site.in(this));
        Deployment deployment = new Deployment(
                name,
                DeploymentArgs.builder()
                        .restApi(api.id())
                        .triggers(document.applyValue(body -> Map.of("document", Fingerprint.of(body))))
                        .build(),
                Site.in(this));
        stage = new Stage(
                name,
                StageArgs.builder()
                        .restApi(api.id())
                        .deployment(deployment.id())
                        .stageName(STAGE)
                        .accessLogSettings(StageAccessLogSettingsArgs.builder()
                                .destinationArn(log.arn())
                                .format(accessLog())
                                .build())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(
                                settings.accountLogRole() ? List.of(new AccountLogRole(name, site, this)) : List.of())
                        .build());
        new MethodSettings(
                name,
                MethodSettingsArgs.builder()
                        .restApi(api.id())
                        .stageName(stage.stageName())
                        .methodPath("*/*")
                        .settings(MethodSettingsSettingsArgs.builder()
                                // The stage's metrics come anyway; these would be the same by method, each paid for.
                                .metricsEnabled(false)
                                // The execution log would hold what people write.
                                .loggingLevel("OFF")
                                .dataTraceEnabled(false)
                                .throttlingRateLimit(settings.requestsPerSecond())
                                .throttlingBurstLimit(settings.burst())
                                .build())
                        .build(),
                Site.in(this));
        mayInvoke(name + "-chat", "POST/chat", router);
        mayInvoke(name + "-health", "GET/health", router);
        if (settings.firewall()) {
            new Firewall(name + "-firewall", site, this, stage.arn());
        }
        settings.domain()
                .ifPresent(domain -> new OwnDomain(name + "-domain", this, domain, api.id(), stage.stageName()));
        chatUrl = settings.domain()
                .map(domain -> Output.of("https://" + domain.name() + "/chat"))
                .orElseGet(this::gatewayUrl);
        registerOutputs(Map.of("chatUrl", chatUrl));
    }

    /** This API may invoke the function, for this route. */
    private void mayInvoke(String name, String route, Router router) {
        PermissionArgs.Builder args = PermissionArgs.builder()
                .action("lambda:InvokeFunction")
                .principal("apigateway.amazonaws.com")
                .function(router.function().name())
                .sourceArn(Output.format("%s/%s/%s", api.executionArn(), STAGE, route));
        router.aliasName().ifPresent(args::qualifier);
        new Permission(name, args.build(), Site.in(this));
    }

    /** One line of JSON a request: who, what, how long, and never a body. */
    private static String accessLog() {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("requestId", "$context.requestId");
        line.put("time", "$context.requestTime");
        line.put("method", "$context.httpMethod");
        line.put("path", "$context.resourcePath");
        line.put("status", "$context.status");
        line.put("caller", "$context.identity.userArn");
        line.put("sourceIp", "$context.identity.sourceIp");
        line.put("responseMs", "$context.responseLatency");
        line.put("responseBytes", "$context.responseLength");
        line.put("error", "$context.error.message");
        line.put("integrationError", "$context.integration.error");
        return Policies.json(line);
    }

    /** Where questions are asked, for people: under a domain of one's own where there is one. */
    Output<String> chatUrl() {
        return chatUrl;
    }

    /** The same under API Gateway's own name. */
    Output<String> gatewayUrl() {
        return Output.format("%s/chat", stage.invokeUrl());
    }

    /** The one method whose call asks a question. */
    Output<String> chatMethodArn() {
        return Output.format("%s/%s/POST/chat", api.executionArn(), STAGE);
    }

    /** The one method whose call asks whether questions can be answered, and by which backends. */
    Output<String> healthMethodArn() {
        return Output.format("%s/%s/GET/health", api.executionArn(), STAGE);
    }

    Output<String> apiName() {
        return api.name();
    }

    Output<String> stageName() {
        return stage.stageName();
    }

    LogGroup log() {
        return log;
    }
}
