package dev.rivulet.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may do what in a graph: the rules about policies. Each tells in words where a graph breaks it. */
final class Rights {
    private static final String PULL_LOGIN = "ecr:GetAuthorizationToken";
    private static final String GATEWAY_LOGS =
            "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs";

    private Rights() {}

    /** Where policies have stars, or rights come from elsewhere than a policy that names them. */
    static List<String> stars(Graph graph) {
        Set<String> streams = new HashSet<>();
        graph.all("aws:cloudwatch/logGroup:LogGroup")
                .forEach(log -> streams.add(log.outputs().get("arn") + ":*"));
        List<String> found = new ArrayList<>();
        for (Graph.Statement statement : graph.statements()) {
            boolean login = statement.actions().equals(List.of(PULL_LOGIN));
            Stream.concat(
                            statement.actions().stream(),
                            statement.targets().stream().filter(target -> !login && !streams.contains(target)))
                    .filter(text -> text.contains("*"))
                    .forEach(text -> found.add(statement.owner().name() + ": " + text));
            statement.principals().stream()
                    .filter(principal -> principal.contains("*"))
                    .forEach(principal -> found.add(statement.owner().name() + ": " + principal));
            for (String inverse : List.of("NotAction", "NotResource", "NotPrincipal")) {
                if (statement.content().containsKey(inverse)) {
                    found.add(statement.owner().name() + ": " + inverse);
                }
            }
        }
        for (Graph.Statement trust : graph.trusts()) {
            if (!(trust.content().get("Principal") instanceof Map<?, ?> who)
                    || !who.keySet().equals(Set.of("Service"))
                    || trust.principals().contains("*")) {
                found.add(trust.owner().name() + " may be taken on by "
                        + trust.content().get("Principal"));
            }
        }
        for (Registered resource : graph.custom()) {
            boolean elsewhere = resource.type().startsWith("aws:iam/")
                    && !resource.type().matches(".*:(Role|RolePolicy|RolePolicyAttachment)");
            if (elsewhere || resource.input("managedPolicyArns") != null || resource.input("inlinePolicies") != null) {
                found.add(resource.type() + " " + resource.name() + " has policies of its own");
            }
        }
        graph.all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
                .filter(attached -> !attached.text("policyArn").equals(GATEWAY_LOGS))
                .forEach(attached -> found.add(attached.name() + ": " + attached.text("policyArn")));
        return found;
    }

    static List<String> otherThanTheRouters(Graph graph) {
        Set<String> expected = new HashSet<>();
        Map<String, String> environment = graph.functionEnvironment();
        environment.forEach((variable, value) -> {
            if (variable.endsWith("RUNTIME_ARN")) {
                String settings = variable.equals("AGENTCORE_RUNTIME_ARN")
                        ? "RIVULET_AGENTCORE_"
                        : variable.replace("RUNTIME_ARN", "");
                expected.add("bedrock-agentcore:InvokeAgentRuntime on " + value);
                expected.add("bedrock-agentcore:InvokeAgentRuntime on " + value + "/runtime-endpoint/"
                        + environment.getOrDefault(settings + "QUALIFIER", "DEFAULT"));
            }
            if (variable.endsWith("AGENT_ID")) {
                expected.add("bedrock:InvokeAgent on arn:aws:bedrock:" + FakeCloud.REGION + ":" + FakeCloud.ACCOUNT
                        + ":agent-alias/" + value + "/" + environment.get(variable.replace("_ID", "_ALIAS_ID")));
            }
        });
        expected.addAll(store(graph));
        Set<String> allowed = rights(graph, graph.function().text("role"));
        allowed.removeIf(right -> right.matches("logs:(CreateLogStream|PutLogEvents) on .*/router:\\*"));
        return difference(expected, allowed);
    }

    static List<String> otherThanTheListeners(Graph graph) {
        Set<String> expected = store(graph);
        Object api = graph.only("aws:apigateway/restApi:RestApi").outputs().get("executionArn");
        expected.add("execute-api:Invoke on " + api + "/live/POST/chat");
        expected.add("execute-api:Invoke on " + api + "/live/GET/health");
        return difference(
                expected,
                rights(
                        graph,
                        graph.only("aws:ecs/taskDefinition:TaskDefinition").text("taskRoleArn")));
    }

    /** What the program does with its table. */
    private static Set<String> store(Graph graph) {
        Object table = graph.only("aws:dynamodb/table:Table").outputs().get("arn");
        return Stream.of("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
                .map(action -> "dynamodb:" + action + " on " + table)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Everything that a role may do, by the policies that name it. */
    private static Set<String> rights(Graph graph, String roleArn) {
        String role = graph.all("aws:iam/role:Role")
                .filter(candidate -> roleArn.equals(candidate.outputs().get("arn")))
                .map(candidate -> FakeCloud.id(candidate.type(), candidate.name()))
                .findFirst()
                .orElseThrow();
        Set<String> rights = new HashSet<>();
        for (Graph.Statement statement : graph.statements()) {
            if (role.equals(statement.owner().input("role"))) {
                statement
                        .actions()
                        .forEach(action -> statement.targets().forEach(target -> rights.add(action + " on " + target)));
            }
        }
        return rights;
    }

    private static List<String> difference(Set<String> expected, Set<String> allowed) {
        List<String> found = new ArrayList<>();
        allowed.stream().filter(right -> !expected.contains(right)).forEach(right -> found.add("may " + right));
        expected.stream().filter(right -> !allowed.contains(right)).forEach(right -> found.add("may not " + right));
        return found;
    }
}
