package dev.rivulet.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What every stack keeps to, whatever its settings: each rule tells where a graph breaks it. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Rule {
    /** Policies name actions and resources in full, but for what pulumi/README.md lists under "Rights with a star". */
    NO_STARS(Rights::stars),
    /** The function may call the agents of its settings, use the store, and write its log. */
    ONLY_CONFIGURED_AGENTS(Rights::otherThanTheRouters),
    LISTENER_ONLY_ASKS(Rights::otherThanTheListeners),
    LOGS_EXPIRE(graph -> graph.all("aws:cloudwatch/logGroup:LogGroup")
            .filter(log -> !(log.input("retentionInDays") instanceof Double days) || days < 1)
            .map(Registered::name)
            .toList()),
    NOTHING_LISTENS(Rule::listening),
    SECRETS_STAY_SECRET(Rule::leaks),
    TIMEOUTS_NEST(Rule::timeouts),
    STREAMS_THROUGHOUT(Rule::notStreaming),
    ONE_LISTENER(Rule::twoListeners),
    SIGNED_ROUTES(Rule::openRoutes),
    INVOKED_BY_THIS_API_ONLY(Rule::otherCallers),
    /** Destroying the stack destroys everything, but for what pulumi/README.md says of the region's log role. */
    GOES_AWAY(Rule::staying),
    TAGGED(Rule::untagged),
    USED(Rule::unused);

    /** What is there for its own effect, and so nothing refers to it. */
    private static final Set<String> ENDS = Set.of(
            "aws:apigateway/account:Account",
            "aws:apigateway/basePathMapping:BasePathMapping",
            "aws:apigateway/methodSettings:MethodSettings",
            "aws:cloudwatch/dashboard:Dashboard",
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
            "aws:ecs/service:Service",
            "aws:lambda/permission:Permission",
            "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
            "aws:route53/record:Record",
            "aws:sns/topicSubscription:TopicSubscription",
            "aws:wafv2/webAclAssociation:WebAclAssociation");

    private final Function<Graph, List<String>> broken;

    Rule(Function<Graph, List<String>> broken) {
        this.broken = broken;
    }

    /** Where the graph breaks this rule, in words; empty where it keeps to it. */
    List<String> broken(Graph graph) {
        return broken.apply(graph);
    }

    private static List<String> listening(Graph graph) {
        List<String> found = new ArrayList<>();
        for (Registered resource : graph.custom()) {
            boolean open = (resource.type().contains("ecurityGroup") && resource.input("ingress") != null)
                    || resource.type().matches(".*(Ingress|SecurityGroupRule|LoadBalancer|FunctionUrl)");
            if (open) {
                found.add(resource.type() + " " + resource.name());
            }
        }
        if (graph.listenerContainer().containsKey("portMappings")) {
            found.add("the listener's container has ports");
        }
        return found;
    }

    private static List<String> leaks(Graph graph) {
        List<String> found = new ArrayList<>();
        for (String secret : List.of(Variant.TOKEN, FakeCloud.KEPT_SESSION_KEY, "registry-password")) {
            Stream.concat(
                            graph.resources().stream()
                                    .filter(resource ->
                                            shows(resource.inputs(), secret) || shows(resource.outputs(), secret))
                                    .map(resource -> resource.type() + " " + resource.name()),
                            Stream.of(graph.outputs())
                                    .filter(outputs -> shows(outputs, secret))
                                    .map(_ -> "an output"))
                    .forEach(found::add);
        }
        graph.resources().stream()
                .filter(resource ->
                        String.valueOf(Plain.revealed(resource.inputs())).contains(Variant.TOKEN))
                .filter(resource -> !resource.is("aws:secretsmanager/secretVersion:SecretVersion"))
                .forEach(resource -> found.add("the token is in " + resource.type()));
        return found;
    }

    private static boolean shows(Object value, String secret) {
        return String.valueOf(Plain.withoutSecrets(value)).contains(secret);
    }

    private static List<String> timeouts(Graph graph) {
        long function = graph.function().number("timeout") * 1_000L;
        String whole = graph.functionEnvironment().get("RIVULET_ROUTER_WHOLE");
        long answer =
                whole.endsWith("s") ? Long.parseLong(whole.substring(0, whole.length() - 1)) * 1_000 : Long.MAX_VALUE;
        List<String> found = new ArrayList<>();
        integrations(graph).forEach((route, integration) -> {
            long api = integration.get("timeoutInMillis") instanceof Double millis ? millis.longValue() : 29_000;
            if (api < function) {
                found.add(route + " ends after " + api + " ms, the function after " + function);
            }
        });
        if (function < answer) {
            found.add("the function ends after " + function + " ms, an answer after " + whole);
        }
        return found;
    }

    private static List<String> notStreaming(Graph graph) {
        List<String> found = new ArrayList<>();
        String function = graph.all("aws:lambda/alias:Alias")
                .findFirst()
                .orElseGet(graph::function)
                .outputs()
                .get("arn")
                .toString();
        integrations(graph).forEach((route, integration) -> {
            if (!"STREAM".equals(integration.get("responseTransferMode"))) {
                found.add(route + " has the transfer mode " + integration.get("responseTransferMode"));
            }
            String uri = "arn:aws:apigateway:" + FakeCloud.REGION + ":lambda:path/2021-11-15/functions/" + function
                    + "/response-streaming-invocations";
            if (!uri.equals(integration.get("uri"))) {
                found.add(route + " goes to " + integration.get("uri"));
            }
        });
        String mode = graph.functionEnvironment().get("RIVULET_LAMBDA_RESPONSE");
        if (!"stream".equals(mode)) {
            found.add("the function answers in the mode " + mode);
        }
        return found;
    }

    /** By route, such as {@code post /chat}. */
    private static Map<String, Map<?, ?>> integrations(Graph graph) {
        Map<String, Map<?, ?>> integrations = new TreeMap<>();
        operations(graph)
                .forEach((route, operation) ->
                        integrations.put(route, (Map<?, ?>) operation.get("x-amazon-apigateway-integration")));
        return integrations;
    }

    private static Map<String, Map<?, ?>> operations(Graph graph) {
        Map<String, Map<?, ?>> operations = new TreeMap<>();
        ((Map<?, ?>) graph.apiDocument().get("paths"))
                .forEach((path, methods) -> ((Map<?, ?>) methods)
                        .forEach((method, operation) -> operations.put(method + " " + path, (Map<?, ?>) operation)));
        return operations;
    }

    private static List<String> openRoutes(Graph graph) {
        Map<?, ?> schemes = (Map<?, ?>) ((Map<?, ?>) graph.apiDocument().get("components")).get("securitySchemes");
        List<String> found = new ArrayList<>();
        operations(graph).forEach((route, operation) -> {
            boolean signed = operation.get("security") instanceof List<?> list
                    && list.size() == 1
                    && list.getFirst() instanceof Map<?, ?> wanted
                    && wanted.size() == 1
                    && schemes.get(wanted.keySet().iterator().next()) instanceof Map<?, ?> scheme
                    && "awsSigv4".equals(scheme.get("x-amazon-apigateway-authtype"));
            if (!signed) {
                found.add(route + " asks for " + operation.get("security"));
            }
        });
        return found;
    }

    private static List<String> otherCallers(Graph graph) {
        Object api = graph.only("aws:apigateway/restApi:RestApi").outputs().get("executionArn");
        return graph.all("aws:lambda/permission:Permission")
                .filter(permission -> !permission.text("principal").equals("apigateway.amazonaws.com")
                        || !Set.of(api + "/live/POST/chat", api + "/live/GET/health")
                                .contains(permission.text("sourceArn")))
                .map(permission -> permission.name() + " lets " + permission.text("sourceArn") + " in")
                .toList();
    }

    private static List<String> twoListeners(Graph graph) {
        Registered service = graph.only("aws:ecs/service:Service");
        List<String> found = new ArrayList<>();
        Map.of(
                        "desiredCount", "1",
                        "deploymentMinimumHealthyPercent", "0",
                        "deploymentMaximumPercent", "100",
                        "availabilityZoneRebalancing", "DISABLED")
                .forEach((input, wanted) -> {
                    if (!service.text(input).equals(wanted)) {
                        found.add(input + " is " + service.text(input));
                    }
                });
        if (!service.deleteBeforeReplace()) {
            found.add("a replacement runs beside what it replaces");
        }
        return found;
    }

    private static List<String> staying(Graph graph) {
        Set<String> regions = Set.of("api-logs", "api-account");
        List<String> found = new ArrayList<>();
        for (Registered resource : graph.custom()) {
            boolean kept = resource.retained() && !regions.contains(resource.name());
            boolean obstacle = Stream.of("skipDestroy", "deletionProtectionEnabled")
                            .anyMatch(input -> Boolean.TRUE.equals(resource.input(input)))
                    || (resource.is("aws:ecr/repository:Repository")
                            && !Boolean.TRUE.equals(resource.input("forceDelete")))
                    || (resource.is("aws:secretsmanager/secret:Secret")
                            && !resource.text("recoveryWindowInDays").equals("0"));
            if (kept || obstacle) {
                found.add(resource.type() + " " + resource.name());
            }
        }
        return found;
    }

    private static List<String> untagged(Graph graph) {
        List<String> found = new ArrayList<>();
        List<String> tagging = graph.all("pulumi:providers:aws")
                .filter(provider -> provider.input("defaultTags") instanceof String written
                        && Graph.json(written).get("tags") instanceof Map<?, ?> tags
                        && tags.keySet().containsAll(List.of("Project", "Stack", "ManagedBy")))
                .map(provider -> provider.urn() + "::")
                .toList();
        graph.custom().stream()
                .filter(resource -> resource.type().startsWith("aws:"))
                .filter(resource -> tagging.stream().noneMatch(resource.provider()::startsWith))
                .forEach(resource -> found.add(resource.type() + " " + resource.name()));
        return found;
    }

    private static List<String> unused(Graph graph) {
        Set<String> needed = graph.neededByOthers();
        return graph.custom().stream()
                .filter(resource -> !needed.contains(resource.urn()))
                .filter(resource -> !ENDS.contains(resource.type()))
                .filter(resource -> !resource.type().startsWith("pulumi:"))
                .map(resource -> resource.type() + " " + resource.name())
                .toList();
    }
}
