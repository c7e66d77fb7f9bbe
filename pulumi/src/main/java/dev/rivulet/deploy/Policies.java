package dev.rivulet.deploy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** IAM policy documents. */
final class Policies {
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private Policies() {}

    /** Actions allowed on resources, each named in full. */
    record Allow(List<String> actions, List<Output<String>> resources) {}

    /** A policy of a role. */
    static Output<String> document(List<Allow> statements) {
        List<Output<Object>> made = new ArrayList<>();
        for (Allow allow : statements) {
            made.add(Output.all(allow.resources()).applyValue(resources -> {
                Map<String, Object> statement = new LinkedHashMap<>();
                statement.put("Effect", "Allow");
                statement.put("Action", allow.actions());
                statement.put("Resource", resources);
                return statement;
            }));
        }
        return Output.all(made).applyValue(Policies::document);
    }

    /** Who may take on a role: an AWS service. */
    static Output<String> trust(String service) {
        return Output.of(document(List.of(
                Map.of("Effect", "Allow", "Action", "sts:AssumeRole", "Principal", Map.of("Service", service)))));
    }

    /** The same, only on behalf of this account, so that nobody else's tasks can be started with the role. */
    static Output<String> trust(String service, Site site) {
        return site.account()
                .applyValue(account -> document(List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Action",
                        "sts:AssumeRole",
                        "Principal",
                        Map.of("Service", service),
                        "Condition",
                        Map.of("StringEquals", Map.of("aws:SourceAccount", account))))));
    }

    static String document(Object statements) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        return json(document);
    }

    /** With keys in alphabetical order: a text that differs would be a change for the engine. */
    static String json(Object value) {
        return JSON.toJson(sorted(value));
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>();
                map.forEach((key, below) -> sorted.put((String) key, sorted(below)));
                yield sorted;
            }
            case List<?> list -> list.stream().map(Policies::sorted).toList();
            default -> value;
        };
    }

    /** What may be written to a log group: the streams in it, whose names only their writer knows. */
    static Allow logging(Output<String> logGroupArn) {
        return new Allow(
                List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(Output.format("%s:*", logGroupArn)));
    }
}
