package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchingTest {

    @Test
    void everyAlarmTellsTheTopic() {
        Graph graph = Components.watching(Variant.EVERYTHING);
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
        assertThat(Components.watching(Variant.AGENTCORE_RUNTIME).types())
                .noneMatch(type -> type.contains("Subscription"));
    }

    /** Rivulet ends an answer at its deadline, however long the function may go on. */
    @Test
    void slownessIsMeasuredAgainstTheDeadline() {
        Registered alarm =
                Components.watching(Variant.EVERYTHING).named("aws:cloudwatch/metricAlarm:MetricAlarm", "router-slow");

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
        Registered alarm =
                Components.watching(Variant.AGENTCORE_RUNTIME).named("aws:cloudwatch/metricAlarm:MetricAlarm", name);

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
        Graph graph = Components.watching(Variant.AGENTCORE_RUNTIME);

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
        String board = Components.watching(Variant.AGENTCORE_RUNTIME)
                .only("aws:cloudwatch/dashboard:Dashboard")
                .text("dashboardBody");

        assertThat(board)
                .contains("Is the bot there?", "What fails?", "How long do answers take?", "/rivulet-test/router");
        assertThat((List<?>) Graph.json(board).get("widgets")).hasSize(8);
    }
}
