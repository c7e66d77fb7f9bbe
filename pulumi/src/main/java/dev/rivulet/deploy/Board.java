package dev.rivulet.deploy;

import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dashboard: the questions that a person asks first, each with its answer. */
final class Board {
    private static final int WIDTH = 12;
    private static final int HEIGHT = 6;

    private final String region;
    private final List<Map<String, Object>> widgets = new ArrayList<>();

    private Board(String region) {
        this.region = region;
    }

    static Output<String> of(Site site, Router router, ChatApi api, Listener listener) {
        return Output.all(
                        router.function().name(),
                        router.log().name(),
                        api.apiName(),
                        api.stageName(),
                        listener.clusterName(),
                        listener.serviceName(),
                        listener.log().name())
                .applyValue(names -> of(
                        site,
                        names.get(0),
                        names.get(1),
                        names.get(2),
                        names.get(3),
                        names.get(4),
                        names.get(5),
                        names.get(6)));
    }

    private static String of(
            Site site,
            String function,
            String functionLog,
            String api,
            String stage,
            String cluster,
            String service,
            String listenerLog) {
        Board board = new Board(site.region());
        board.metrics(
                "Is the bot there?",
                "SampleCount",
                List.of("Rivulet", "GatewayHeartbeats-" + site.name()),
                List.of("AWS/ECS", "CPUUtilization", "ClusterName", cluster, "ServiceName", service));
        board.metrics(
                "How many questions are asked?",
                "Sum",
                List.of("AWS/ApiGateway", "Count", "ApiName", api, "Stage", stage),
                List.of("AWS/Lambda", "Invocations", "FunctionName", function));
        board.metrics(
                "How long do answers take?",
                "p50",
                List.of("AWS/Lambda", "Duration", "FunctionName", function),
                List.of("AWS/Lambda", "Duration", "FunctionName", function, Map.of("stat", "p99")));
        board.metrics(
                "How many are written at once?",
                "Maximum",
                List.of("AWS/Lambda", "ConcurrentExecutions", "FunctionName", function));
        board.metrics(
                "What fails?",
                "Sum",
                List.of("AWS/ApiGateway", "5XXError", "ApiName", api, "Stage", stage),
                List.of("AWS/ApiGateway", "4XXError", "ApiName", api, "Stage", stage),
                List.of("AWS/Lambda", "Errors", "FunctionName", function),
                List.of("AWS/Lambda", "Throttles", "FunctionName", function));
        board.metrics(
                "Is the listener busy?",
                "Average",
                List.of("AWS/ECS", "CPUUtilization", "ClusterName", cluster, "ServiceName", service),
                List.of("AWS/ECS", "MemoryUtilization", "ClusterName", cluster, "ServiceName", service));
        board.log("What did the listener complain about?", listenerLog);
        board.log("What did the router complain about?", functionLog);
        return Policies.json(Map.of("widgets", board.widgets));
    }

    private void metrics(String title, String statistic, List<?>... metrics) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", title);
        properties.put("region", region);
        properties.put("stat", statistic);
        properties.put("period", 300);
        properties.put("metrics", List.of(metrics));
        add("metric", properties);
    }

    private void log(String title, String group) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", title);
        properties.put("region", region);
        properties.put("view", "table");
        properties.put(
                "query",
                "SOURCE '" + group + "' | fields @timestamp, @message | filter @message like /WARN|ERROR/"
                        + " | sort @timestamp desc | limit 20");
        add("log", properties);
    }

    private void add(String type, Map<String, Object> properties) {
        int index = widgets.size();
        widgets.add(Map.of(
                "type",
                type,
                "x",
                index % 2 * WIDTH,
                "y",
                index / 2 * HEIGHT,
                "width",
                WIDTH,
                "height",
                HEIGHT,
                "properties",
                properties));
    }
}
