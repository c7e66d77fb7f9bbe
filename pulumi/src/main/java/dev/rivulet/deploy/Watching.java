package dev.rivulet.deploy;

import com.pulumi.aws.cloudwatch.Dashboard;
import com.pulumi.aws.cloudwatch.DashboardArgs;
import com.pulumi.aws.cloudwatch.LogMetricFilter;
import com.pulumi.aws.cloudwatch.LogMetricFilterArgs;
import com.pulumi.aws.cloudwatch.MetricAlarmArgs;
import com.pulumi.aws.cloudwatch.inputs.LogMetricFilterMetricTransformationArgs;
import com.pulumi.aws.sns.Topic;
import com.pulumi.aws.sns.TopicArgs;
import com.pulumi.aws.sns.TopicSubscription;
import com.pulumi.aws.sns.TopicSubscriptionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import java.util.Map;

/** Who looks after it while nobody looks: alarms, where they go, and one dashboard. */
final class Watching extends ComponentResource {
    /** What the listener writes to its log, each minute in which Discord's gateway answers. */
    static final String HEARTBEAT = "Gateway heartbeat";

    private static final String OWN_METRICS = "Rivulet";
    private static final int FIVE_MINUTES = 300;

    private final Alarms alarms;
    private final Dashboard dashboard;

    Watching(String name, Site site, Router router, ChatApi api, Listener listener) {
        super("rivulet:aws:Watching", name, site.component());
        Topic topic = new Topic(name + "-alarms", TopicArgs.Empty, Site.in(this));
        site.settings()
                .alarmEmail()
                .ifPresent(address -> new TopicSubscription(
                        name + "-email",
                        TopicSubscriptionArgs.builder()
                                .topic(topic.arn())
                                .protocol("email")
                                .endpoint(address)
                                .build(),
                        Site.in(this)));
        alarms = new Alarms(site, topic, this);
        watchApi(api);
        watchFunction(site, router.function().name());
        watchListener(site, listener);
        dashboard = new Dashboard(
                name,
                DashboardArgs.builder()
                        .dashboardName(site.name())
                        .dashboardBody(Board.of(site, router, api, listener))
                        .build(),
                Site.in(this));
        registerOutputs(Map.of("topicArn", topic.arn()));
    }

    private void watchApi(ChatApi api) {
        alarms.add(
                "api-errors",
                "The chat API answers with errors of its own or the router's",
                alarm(
                        "AWS/ApiGateway",
                        "5XXError",
                        "Sum",
                        3,
                        Output.all(api.apiName(), api.stageName())
                                .applyValue(names -> Map.of("ApiName", names.get(0), "Stage", names.get(1)))));
    }

    private void watchFunction(Site site, Output<String> functionName) {
        Output<Map<String, String>> function = functionName.applyValue(name -> Map.of("FunctionName", name));
        alarms.add(
                "router-errors",
                "The router's function fails or is cut off",
                alarm("AWS/Lambda", "Errors", "Sum", 1, function));
        alarms.add(
                "router-throttles",
                "Questions are refused since too many are being answered at once",
                alarm("AWS/Lambda", "Throttles", "Sum", 1, function));
        // Nine tenths of the deadline, at which Rivulet itself ends an answer, in milliseconds.
        alarms.add(
                "router-slow",
                "Answers take nearly as long as they may at most",
                MetricAlarmArgs.builder()
                        .namespace("AWS/Lambda")
                        .metricName("Duration")
                        .extendedStatistic("p99")
                        .comparisonOperator("GreaterThanThreshold")
                        .threshold(site.settings().router().answerDeadline() * 900.0)
                        .period(FIVE_MINUTES)
                        .evaluationPeriods(3)
                        .datapointsToAlarm(2)
                        .treatMissingData("notBreaching")
                        .dimensions(function));
    }

    private void watchListener(Site site, Listener listener) {
        // Fargate reports a task's processor time each minute; no task, no report.
        alarms.add(
                "listener-not-running",
                "The Discord listener isn't running",
                silence("AWS/ECS", "CPUUtilization")
                        .dimensions(Output.all(listener.clusterName(), listener.serviceName())
                                .applyValue(
                                        names -> Map.of("ClusterName", names.get(0), "ServiceName", names.get(1)))));
        String metric = "GatewayHeartbeats-" + site.name();
        LogMetricFilter heartbeats = new LogMetricFilter(
                "gateway-heartbeats",
                LogMetricFilterArgs.builder()
                        .logGroupName(listener.log().name())
                        .pattern("\"" + HEARTBEAT + "\"")
                        .metricTransformation(LogMetricFilterMetricTransformationArgs.builder()
                                .namespace(OWN_METRICS)
                                .name(metric)
                                .value("1")
                                .build())
                        .build(),
                Site.in(this));
        alarms.add(
                "gateway-silent",
                "The Discord listener runs, but Discord's gateway doesn't answer it",
                silence(OWN_METRICS, heartbeats.metricTransformation().applyValue(made -> made.name())));
    }

    private static MetricAlarmArgs.Builder alarm(
            String namespace,
            String metric,
            String statistic,
            double threshold,
            Output<Map<String, String>> dimensions) {
        return MetricAlarmArgs.builder()
                .namespace(namespace)
                .metricName(metric)
                .statistic(statistic)
                .comparisonOperator("GreaterThanOrEqualToThreshold")
                .threshold(threshold)
                .period(FIVE_MINUTES)
                .evaluationPeriods(1)
                .treatMissingData("notBreaching")
                .dimensions(dimensions);
    }

    private static MetricAlarmArgs.Builder silence(String namespace, String metric) {
        return silence(namespace, Output.of(metric));
    }

    /** Alarms when nothing at all came for ten minutes. */
    private static MetricAlarmArgs.Builder silence(String namespace, Output<String> metric) {
        return MetricAlarmArgs.builder()
                .namespace(namespace)
                .metricName(metric)
                .statistic("SampleCount")
                .comparisonOperator("LessThanThreshold")
                .threshold(1.0)
                .period(FIVE_MINUTES)
                .evaluationPeriods(2)
                .treatMissingData("breaching");
    }

    Output<String> dashboardName() {
        return dashboard.dashboardName();
    }
}
