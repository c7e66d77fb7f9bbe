package dev.rivulet.deploy;

import com.pulumi.Context;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.apigateway.RestApiArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.inputs.SecurityGroupIngressArgs;
import com.pulumi.aws.ecr.RepositoryArgs;
import com.pulumi.aws.ecr.RepositoryPolicyArgs;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.iam.inputs.RoleInlinePolicyArgs;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.PermissionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import com.pulumi.resources.ResourceTransformation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A stack with one thing wrong, and the rule that has to see it. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Mutation {
    EVERY_ACTION(Rule.NO_STARS, policy("router-rights", "bedrock-agentcore:InvokeAgentRuntime", "bedrock-agentcore:*")),
    EVERY_RESOURCE(Rule.NO_STARS, policy("listener-running-rights", "/live/POST/chat", "/*")),
    ADMINISTRATOR(
            Rule.NO_STARS,
            change(
                    RolePolicyAttachmentArgs.class,
                    "api-logs",
                    args -> RolePolicyAttachmentArgs.builder(args)
                            .policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                            .build())),
    RIGHTS_IN_THE_ROLE(
            Rule.NO_STARS,
            change(
                    RoleArgs.class,
                    "router",
                    args -> RoleArgs.builder(args)
                            .managedPolicyArns("arn:aws:iam::aws:policy/AdministratorAccess")
                            .build())),
    MORE_RIGHTS_IN_THE_ROLE(
            Rule.NO_STARS,
            change(
                    RoleArgs.class,
                    "listener-running",
                    args -> RoleArgs.builder(args)
                            .inlinePolicies(RoleInlinePolicyArgs.builder()
                                    .name("more")
                                    .policy(Policies.document(List.of()))
                                    .build())
                            .build())),
    TAKEN_ON_BY_ANYBODY(Rule.NO_STARS, trust("router", "{\"Service\":\"lambda.amazonaws.com\"}", "\"*\"")),
    TAKEN_ON_BY_ANOTHER_ACCOUNT(
            Rule.NO_STARS,
            trust(
                    "listener-running",
                    "\"Service\":\"ecs-tasks.amazonaws.com\"",
                    "\"AWS\":\"arn:aws:iam::999999999999:root\"")),
    PULLED_BY_ANYBODY(
            Rule.NO_STARS,
            change(
                    RepositoryPolicyArgs.class,
                    "image-readers",
                    args -> RepositoryPolicyArgs.builder(args)
                            .policy(args.policy()
                                    .applyValue(policy -> policy.replace(
                                            "{\"Service\":\"lambda.amazonaws.com\"}", "{\"AWS\":\"*\"}")))
                            .build())),
    ANOTHER_AGENT(Rule.ONLY_CONFIGURED_AGENTS, policy("router-rights", "runtime/mine-", "runtime/other-")),
    ANOTHER_ENDPOINT(Rule.ONLY_CONFIGURED_AGENTS, policy("router-rights", "endpoint/DEFAULT", "endpoint/prod")),
    LISTENER_CALLS_MORE(
            Rule.LISTENER_ONLY_ASKS, policy("listener-running-rights", "/live/POST/chat", "/live/GET/metrics")),
    LISTENER_WITHOUT_HEALTH(
            Rule.LISTENER_ONLY_ASKS, policy("listener-running-rights", "/live/GET/health", "/live/POST/chat")),
    SCANNING_LISTENER(Rule.LISTENER_ONLY_ASKS, policy("listener-running-rights", "dynamodb:Query", "dynamodb:Scan")),
    ANOTHER_TABLE(Rule.ONLY_CONFIGURED_AGENTS, policy("router-rights", "table/rivulet-test", "table/other")),
    EVERLASTING_LOG(
            Rule.LOGS_EXPIRE,
            change(
                    LogGroupArgs.class,
                    "listener-log",
                    args -> LogGroupArgs.builder()
                            .name("/rivulet-test/listener")
                            .build())),
    OPEN_PORT(
            Rule.NOTHING_LISTENS,
            change(
                    SecurityGroupArgs.class,
                    "listener",
                    args -> SecurityGroupArgs.builder(args)
                            .ingress(SecurityGroupIngressArgs.builder()
                                    .protocol("tcp")
                                    .fromPort(8080)
                                    .toPort(8080)
                                    .cidrBlocks("0.0.0.0/0")
                                    .build())
                            .build())),
    MAPPED_PORT(
            Rule.NOTHING_LISTENS,
            change(
                    TaskDefinitionArgs.class,
                    "listener",
                    args -> TaskDefinitionArgs.builder(args)
                            .containerDefinitions(args.containerDefinitions()
                                    .applyValue(text -> text.replace(
                                            "\"essential\"",
                                            "\"portMappings\":[{\"containerPort\":8080}],\"essential\"")))
                            .build())),
    TOKEN_IN_THE_ENVIRONMENT(
            Rule.SECRETS_STAY_SECRET,
            change(
                    TaskDefinitionArgs.class,
                    "listener",
                    args -> TaskDefinitionArgs.builder(args)
                            .containerDefinitions(args.containerDefinitions()
                                    .applyValue(text -> text.replace("1m\"", Variant.TOKEN + "\"")))
                            .build())),
    TOKEN_IN_THE_STATE(
            Rule.SECRETS_STAY_SECRET,
            change(
                    SecretVersionArgs.class,
                    "listener-token-value",
                    args -> SecretVersionArgs.builder(args)
                            .secretString(Variant.TOKEN)
                            .build())),
    SHORT_ROUTE(Rule.TIMEOUTS_NEST, document("\"timeoutInMillis\":900000", "\"timeoutInMillis\":29000")),
    ENDLESS_ANSWERS(Rule.TIMEOUTS_NEST, environment("RIVULET_ROUTER_WHOLE", "901s")),
    BUFFERED_ROUTE(Rule.STREAMS_THROUGHOUT, document("\"STREAM\"", "\"BUFFERED\"")),
    BUFFERED_URI(
            Rule.STREAMS_THROUGHOUT,
            document(
                    "2021-11-15/functions/", "2015-03-31/functions/", "response-streaming-invocations", "invocations")),
    BUFFERED_FUNCTION(Rule.STREAMS_THROUGHOUT, environment("RIVULET_LAMBDA_RESPONSE", "buffered")),
    OVERLAPPING_DEPLOYMENT(
            Rule.ONE_LISTENER,
            change(
                    ServiceArgs.class,
                    "listener",
                    args -> ServiceArgs.builder(args)
                            .deploymentMinimumHealthyPercent(100)
                            .deploymentMaximumPercent(200)
                            .build())),
    MOVING_BETWEEN_ZONES(
            Rule.ONE_LISTENER,
            change(
                    ServiceArgs.class,
                    "listener",
                    args -> ServiceArgs.builder(args)
                            .availabilityZoneRebalancing("ENABLED")
                            .build())),
    TWO_TASKS(
            Rule.ONE_LISTENER,
            change(
                    ServiceArgs.class,
                    "listener",
                    args -> ServiceArgs.builder(args).desiredCount(2).build())),
    REPLACED_BESIDE_ITSELF(
            Rule.ONE_LISTENER,
            options(
                    ServiceArgs.class,
                    "listener",
                    CustomResourceOptions.builder().deleteBeforeReplace(false).build())),
    KEPT_IMAGES(
            Rule.GOES_AWAY,
            change(
                    RepositoryArgs.class,
                    "image",
                    args -> RepositoryArgs.builder(args).forceDelete(false).build())),
    KEPT_SECRET(
            Rule.GOES_AWAY,
            change(
                    SecretArgs.class,
                    "session-key",
                    args -> SecretArgs.builder(args).recoveryWindowInDays(30).build())),
    KEPT_TABLE(
            Rule.GOES_AWAY,
            change(
                    TableArgs.class,
                    "store",
                    args -> TableArgs.builder(args)
                            .deletionProtectionEnabled(true)
                            .build())),
    KEPT_LOG(
            Rule.GOES_AWAY,
            options(
                    LogGroupArgs.class,
                    "router-log",
                    CustomResourceOptions.builder().retainOnDelete(true).build())),
    PROTECTED_LOG(
            Rule.GOES_AWAY,
            options(
                    LogGroupArgs.class,
                    "listener-log",
                    CustomResourceOptions.builder().protect(true).build())),
    OPEN_ROUTE(Rule.SIGNED_ROUTES, document("\"security\":[{\"iam\":[]}],", "")),
    BEARER_ROUTE(Rule.SIGNED_ROUTES, document("[{\"iam\":[]}]", "[{\"token\":[]}]")),
    INVOKED_BY_ANY_API(
            Rule.INVOKED_BY_THIS_API_ONLY,
            change(
                    PermissionArgs.class,
                    "api-chat",
                    args -> PermissionArgs.builder(args)
                            .sourceArn("arn:aws:execute-api:eu-central-1:123456789012:*/*/*")
                            .build())),
    NO_TAGS(
            Rule.TAGGED,
            change(
                    ProviderArgs.class,
                    "aws",
                    args -> ProviderArgs.builder().region(FakeCloud.REGION).build())),
    ANOTHER_PROVIDER(Rule.TAGGED, context -> {
        App.stack(context);
        Provider untagged = new Provider(
                "untagged", ProviderArgs.builder().region(FakeCloud.REGION).build());
        new LogGroup(
                "stray",
                LogGroupArgs.builder().retentionInDays(1).build(),
                CustomResourceOptions.builder().provider(untagged).build());
    }),
    FORGOTTEN_RESOURCE(Rule.USED, context -> {
        App.stack(context);
        new LogGroup("stray", LogGroupArgs.builder().retentionInDays(1).build());
    });

    final Rule rule;
    private final Consumer<Context> program;
    private final Optional<ResourceTransformation> change;

    Mutation(Rule rule, ResourceTransformation change) {
        this.rule = rule;
        this.program = App::stack;
        this.change = Optional.of(change);
    }

    Mutation(Rule rule, Consumer<Context> program) {
        this.rule = rule;
        this.program = program;
        this.change = Optional.empty();
    }

    Graph graph() {
        return Run.program(
                        program,
                        Variant.AGENTCORE_RUNTIME.config(),
                        false,
                        change.map(one -> new ResourceTransformation[] {one})
                                .orElseGet(() -> new ResourceTransformation[0]))
                .succeeded();
    }

    private static <T extends ResourceArgs> ResourceTransformation change(
            Class<T> type, String name, UnaryOperator<T> changed) {
        return registering -> type.isInstance(registering.args())
                        && registering.resource().pulumiResourceName().equals(name)
                ? Optional.of(new ResourceTransformation.Result(
                        changed.apply(type.cast(registering.args())), registering.options()))
                : Optional.empty();
    }

    private static ResourceTransformation options(
            Class<? extends ResourceArgs> type, String name, CustomResourceOptions changed) {
        return registering -> type.isInstance(registering.args())
                        && registering.resource().pulumiResourceName().equals(name)
                ? Optional.of(new ResourceTransformation.Result(
                        registering.args(),
                        CustomResourceOptions.merge((CustomResourceOptions) registering.options(), changed)))
                : Optional.empty();
    }

    private static ResourceTransformation trust(String name, String from, String to) {
        return change(
                RoleArgs.class,
                name,
                args -> RoleArgs.builder(args)
                        .assumeRolePolicy(args.assumeRolePolicy()
                                .applyValue(policy -> policy.toString().replace(from, to)))
                        .build());
    }

    private static ResourceTransformation policy(String name, String from, String to) {
        return change(
                RolePolicyArgs.class,
                name,
                args -> RolePolicyArgs.builder(args)
                        .policy(args.policy()
                                .applyValue(policy -> policy.toString().replace(from, to)))
                        .build());
    }

    private static ResourceTransformation document(String... replacements) {
        return change(
                RestApiArgs.class,
                "api",
                args -> RestApiArgs.builder(args)
                        .body(args.body().orElseThrow().applyValue(body -> {
                            String changed = body;
                            for (int i = 0; i < replacements.length; i += 2) {
                                changed = changed.replace(replacements[i], replacements[i + 1]);
                            }
                            return changed;
                        }))
                        .build());
    }

    private static ResourceTransformation environment(String variable, String value) {
        return change(
                FunctionArgs.class,
                "router",
                args -> FunctionArgs.builder(args)
                        .environment(args.environment()
                                .orElseThrow()
                                .applyValue(environment -> FunctionEnvironmentArgs.builder()
                                        .variables(environment
                                                .variables()
                                                .orElseThrow()
                                                .applyValue(variables -> {
                                                    Map<String, String> changed = new HashMap<>(variables);
                                                    changed.put(variable, value);
                                                    return changed;
                                                }))
                                        .build()))
                        .build());
    }
}
