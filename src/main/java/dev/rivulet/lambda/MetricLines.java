package dev.rivulet.lambda;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What was counted and timed since the last time, as lines from which CloudWatch takes metrics (its
 * <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
 * metric format</a>). Nobody can fetch metrics from a frozen environment, so each answer brings its own.
 */
final class MetricLines {
    private static final String NAMESPACE = "Rivulet";
    private static final String OURS = "rivulet.";

    private final MeterRegistry registry;
    private final PrintStream out;
    private final Map<Meter.Id, double[]> told = new HashMap<>();

    MetricLines(MeterRegistry registry, PrintStream out) {
        this.registry = registry;
        this.out = out;
    }

    /** Prints, and flushes what waits on the standard streams. */
    void flush() {
        for (Meter meter : registry.getMeters()) {
            if (meter.getId().getName().startsWith(OURS)) {
                switch (meter) {
                    case Counter counter -> tell(counter.getId(), counter.count(), counter.count(), "Count");
                    case Timer timer ->
                        tell(
                                timer.getId(),
                                (double) timer.count(),
                                timer.totalTime(TimeUnit.MILLISECONDS),
                                "Milliseconds");
                    default -> {
                        // Gauges tell of a moment, and the moment between two answers is always empty.
                    }
                }
            }
        }
        out.flush();
        System.err.flush();
    }

    /** Counters tell how many there were since, timers how long each took on average. */
    private void tell(Meter.Id id, double count, double total, String unit) {
        double[] before = told.put(id, new double[] {count, total});
        double times = count - (before == null ? 0 : before[0]);
        if (times <= 0) {
            return;
        }
        double sum = total - (before == null ? 0 : before[1]);
        JsonArray dimensions = new JsonArray();
        JsonObject line = new JsonObject();
        for (Tag tag : id.getTags()) {
            dimensions.add(tag.getKey());
            line.put(tag.getKey(), tag.getValue());
        }
        JsonObject metric = new JsonObject().put("Name", id.getName()).put("Unit", unit);
        out.println(line.put(
                        "_aws",
                        new JsonObject()
                                .put("Timestamp", System.currentTimeMillis())
                                .put(
                                        "CloudWatchMetrics",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("Namespace", NAMESPACE)
                                                        .put("Dimensions", new JsonArray().add(dimensions))
                                                        .put("Metrics", new JsonArray().add(metric)))))
                .put(id.getName(), unit.equals("Count") ? sum : sum / times)
                .encode());
    }
}
