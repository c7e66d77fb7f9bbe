package dev.rivulet.deploy;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.TaskDefinitionArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionRuntimePlatformArgs;
import com.pulumi.aws.ecs.inputs.TaskDefinitionVolumeArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the listener's task runs: the image as {@code listen}, on a file system it can't write to but for its two volumes. */
final class ListenerTask {
    private static final String DATA = "/data";

    /** Java and its libraries unpack a little there. */
    private static final String TEMPORARY = "/tmp";

    /** The file that Rivulet touches as often as RIVULET_LOG_HEARTBEAT says; minutes without that, and the task is replaced. */
    static final String ALIVE = "alive";

    private ListenerTask() {}

    static TaskDefinition define(
            String name,
            Site site,
            Resource parent,
            ImageSource image,
            ChatApi api,
            SharedStore store,
            LogGroup log,
            SecretVersion token,
            ListenerRoles roles) {
        Settings.ListenerSettings settings = site.settings().listener();
        return new TaskDefinition(
                name,
                TaskDefinitionArgs.builder()
                        .family(site.name() + "-listener")
                        .requiresCompatibilities("FARGATE")
                        .networkMode("awsvpc")
                        .cpu(String.valueOf(settings.cpu()))
                        .memory(String.valueOf(settings.memory()))
                        .runtimePlatform(TaskDefinitionRuntimePlatformArgs.builder()
                                .cpuArchitecture(site.settings().architecture().fargate)
                                .operatingSystemFamily("LINUX")
                                .build())
                        .executionRoleArn(roles.starting().arn())
                        .taskRoleArn(roles.running().arn())
                        .volumes(
                                TaskDefinitionVolumeArgs.builder().name("data").build(),
                                TaskDefinitionVolumeArgs.builder()
                                        .name("temporary")
                                        .build())
                        .containerDefinitions(Output.tuple(
                                        image.uri(), api.gatewayUrl(), log.name(), reference(token), store.tableName())
                                .applyValue(known -> Policies.json(
                                        List.of(container(site, known.t1, known.t2, known.t3, known.t4, known.t5)))))
                        .build(),
                Site.in(parent));
    }

    private static Map<String, Object> container(
            Site site, String image, String chatUrl, String logGroup, String tokenArn, String table) {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", "listener");
        container.put("image", image);
        container.put("command", List.of("listen"));
        container.put("essential", true);
        container.put("readonlyRootFilesystem", true);
        container.put("linuxParameters", Map.of("capabilities", Map.of("drop", List.of("ALL"))));
        container.put("mountPoints", List.of(mount("data", DATA), mount("temporary", TEMPORARY)));
        container.put(
                "environment",
                environment(site, chatUrl, table).entrySet().stream()
                        .map(variable -> pair(variable.getKey(), "value", variable.getValue()))
                        .toList());
        container.put("secrets", List.of(pair("DISCORD_TOKEN", "valueFrom", tokenArn)));
        container.put(
                "healthCheck",
                Map.of(
                        "command",
                        List.of("CMD-SHELL", "find " + DATA + "/" + ALIVE + " -mmin -5 | grep -q ."),
                        "interval",
                        30,
                        "timeout",
                        10,
                        "retries",
                        3,
                        "startPeriod",
                        120));
        // Longer than Rivulet's own grace of 20 s and its last writes, so that answers end well.
        container.put("stopTimeout", 60);
        container.put(
                "logConfiguration",
                Map.of(
                        "logDriver",
                        "awslogs",
                        "options",
                        Map.of(
                                "awslogs-group",
                                logGroup,
                                "awslogs-region",
                                site.region(),
                                "awslogs-stream-prefix",
                                "listener")));
        return container;
    }

    private static Map<String, Object> mount(String volume, String path) {
        return Map.of("sourceVolume", volume, "containerPath", path);
    }

    /** With its version: a new token makes a new task definition, and so a new task. */
    private static Output<String> reference(SecretVersion token) {
        return Output.format("%s:::%s", token.arn(), token.versionId());
    }

    /** Rivulet's settings as {@code docs/configuration.md} names them. */
    private static Map<String, String> environment(Site site, String chatUrl, String table) {
        Map<String, String> environment =
                new TreeMap<>(site.settings().listener().environment());
        environment.put("RIVULET_CHAT_URL", chatUrl);
        environment.put("RIVULET_CHAT_AUTH", "iam");
        environment.put("AWS_REGION", site.region());
        environment.put("RIVULET_DATA_DIR", DATA);
        environment.putAll(SharedStore.environment(site, table));
        environment.put("RIVULET_LOG_HEARTBEAT", "1m");
        return environment;
    }

    private static Map<String, String> pair(String name, String key, String value) {
        Map<String, String> pair = new LinkedHashMap<>();
        pair.put("name", name);
        pair.put(key, value);
        return pair;
    }
}
