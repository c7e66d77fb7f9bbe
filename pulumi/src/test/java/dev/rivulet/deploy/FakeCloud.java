package dev.rivulet.deploy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What AWS would say of each resource once it is made, as far as the program looks at it. */
final class FakeCloud {
    static final String REGION = "eu-central-1";
    static final String ACCOUNT = "123456789012";
    static final String KEPT_SESSION_KEY = "kept-5f1c9ab07d3e4428b6f0c1d2e3a4b5c6";
    static final String DIGEST = "sha256:" + "ab".repeat(32);

    private static final String API = "api1234567";

    private FakeCloud() {}

    static String id(String type, String name) {
        return switch (type) {
            case "aws:apigateway/restApi:RestApi" -> API;
            case "aws:secretsmanager/secret:Secret" -> secretArn(name);
            default -> name + "-id";
        };
    }

    /** The inputs as they are, and over them what only the cloud knows. */
    static Map<String, Object> outputs(String type, String name, Map<String, Object> inputs) {
        Map<String, Object> outputs = new LinkedHashMap<>(inputs);
        String given = inputs.get("name") instanceof String text ? text : name + "-1a2b3c4";
        outputs.putIfAbsent("name", given);
        outputs.putIfAbsent("arn", arn(type.replaceAll("aws:(\\w+)/.*", "$1"), name + "/" + given));
        switch (type) {
            case "aws:lambda/function:Function" -> {
                outputs.put("arn", arn("lambda", "function:" + given));
                outputs.put("version", "1");
            }
            case "aws:lambda/alias:Alias" ->
                outputs.put("arn", arn("lambda", "function:" + inputs.get("functionName") + ":" + given));
            case "aws:apigateway/restApi:RestApi" -> outputs.put("executionArn", arn("execute-api", API));
            case "aws:apigateway/stage:Stage" -> {
                outputs.put(
                        "invokeUrl",
                        "https://" + API + ".execute-api." + REGION + ".amazonaws.com/" + inputs.get("stageName"));
                outputs.put(
                        "arn",
                        "arn:aws:apigateway:" + REGION + "::/restapis/" + API + "/stages/" + inputs.get("stageName"));
            }
            case "aws:apigateway/domainName:DomainName" -> {
                outputs.put("regionalDomainName", "d-1234." + "execute-api." + REGION + ".amazonaws.com");
                outputs.put("regionalZoneId", "Z1234");
            }
            case "aws:cloudwatch/logGroup:LogGroup" -> outputs.put("arn", arn("logs", "log-group:" + given));
            case "aws:dynamodb/table:Table" -> outputs.put("arn", arn("dynamodb", "table/" + given));
            case "aws:iam/role:Role" -> outputs.put("arn", "arn:aws:iam::" + ACCOUNT + ":role/" + given);
            case "aws:secretsmanager/secret:Secret" -> outputs.put("arn", secretArn(name));
            case "aws:secretsmanager/secretVersion:SecretVersion" -> {
                outputs.put("arn", inputs.get("secretId"));
                outputs.put("versionId", "version-of-" + name);
            }
            case "aws:ecr/repository:Repository" -> {
                outputs.put("arn", arn("ecr", "repository/" + given));
                outputs.put("registryId", ACCOUNT);
                outputs.put("repositoryUrl", ACCOUNT + ".dkr.ecr." + REGION + ".amazonaws.com/" + given);
            }
            case "docker:index/image:Image" ->
                outputs.put(
                        "repoDigest", String.valueOf(inputs.get("imageName")).replaceFirst(":[^/:]*$", "@" + DIGEST));
            default -> {}
        }
        return outputs;
    }

    /** What an earlier run had set, for inputs whose changes are ignored. */
    static Map<String, Object> kept(String type) {
        return type.equals("aws:secretsmanager/secretVersion:SecretVersion")
                ? Map.of("secretString", new Plain.Secret(KEPT_SESSION_KEY))
                : Map.of();
    }

    static Map<String, Object> invoke(String token, Map<String, Object> arguments) {
        return switch (token) {
            case "aws:index/getCallerIdentity:getCallerIdentity" ->
                answer(Map.of(
                        "accountId", ACCOUNT, "arn", "arn:aws:iam::" + ACCOUNT + ":user/me", "userId", "U", "id", "i"));
            case "aws:index/getAvailabilityZones:getAvailabilityZones" ->
                answer(Map.of(
                        "names", zones(arguments), "zoneIds", List.of("z"), "groupNames", List.of("g"), "id", "i"));
            case "aws:ecr/getAuthorizationToken:getAuthorizationToken" ->
                answer(Map.of(
                        "authorizationToken",
                        "t",
                        "expiresAt",
                        "later",
                        "password",
                        "registry-password",
                        "proxyEndpoint",
                        "p",
                        "userName",
                        "AWS",
                        "id",
                        "i"));
            default -> throw new IllegalArgumentException("no such function here: " + token);
        };
    }

    /** An account may have opted in to zones in cities nearby, which are listed with the region's own unless that is asked not to be. */
    private static List<String> zones(Map<String, Object> arguments) {
        List<String> own = List.of(REGION + "a", REGION + "b", REGION + "c");
        String filters = String.valueOf(arguments.get("filters"));
        return filters.contains("zone-type") && filters.contains("availability-zone")
                ? own
                : Stream.concat(Stream.of(REGION + "-ham-1a"), own.stream()).toList();
    }

    private static Map<String, Object> answer(Map<String, Object> values) {
        return new HashMap<>(values);
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }

    private static String secretArn(String name) {
        return arn("secretsmanager", "secret:" + name + "-AbCdEf");
    }
}
