package dev.rivulet.backend.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rivulet.standin.SignatureCheck;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** AWS's signature, as our listener, our gateway and aws4 compute it: three programs, one result. */
class SigningIT {
    private static final Path SCRIPTS = Path.of("src/test/node").toAbsolutePath();
    private static final URI URL = URI.create("https://abc123.execute-api.eu-central-1.amazonaws.com/live/chat");
    private static final Buffer BODY = Buffer.buffer("{\"messages\":[{\"role\":\"user\",\"content\":\"Grüße\"}]}");
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    static final Vertx vertx = Vertx.vertx();
    final SignatureCheck check = new SignatureCheck(
            Map.of(KEY, new SignatureCheck.Principal(SECRET, "arn:aws:iam::1:user/ada")), Clock.systemUTC());

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    private static MultiMap signed() throws Exception {
        MultiMap headers = Signing.iam(vertx, () -> AwsBasicCredentials.create(KEY, SECRET), "eu-central-1")
                .headers(HttpMethod.POST, URL, BODY)
                .await(20, TimeUnit.SECONDS);
        return headers.set("Host", URL.getHost()).set("Content-Type", "application/json");
    }

    @Test
    void theGatewayFindsTheListenersSignatureRightAndEveryChangeWrong() throws Exception {
        MultiMap headers = signed();
        assertThat(check.check("POST", "/live/chat", null, headers, BODY).arn()).isEqualTo("arn:aws:iam::1:user/ada");
        assertThat(check.check("POST", "/live/chat", null, headers, Buffer.buffer("{}"))
                        .refusal())
                .startsWith("The request signature we calculated does not match");
        assertThat(check.check("POST", "/other/chat", null, headers, BODY).refusal())
                .isNotNull();
        assertThat(check.check("POST", "/live/chat", null, headers.set("Host", "elsewhere"), BODY)
                        .refusal())
                .isNotNull();
        SignatureCheck others = new SignatureCheck(
                Map.of(KEY, new SignatureCheck.Principal("another secret", "arn")), Clock.systemUTC());
        assertThat(others.check("POST", "/live/chat", null, signed(), BODY).refusal())
                .isNotNull();
    }

    @Test
    void aws4ComputesTheSameSignature() throws Exception {
        assumeTrue(
                Files.isDirectory(SCRIPTS.resolve("node_modules/aws4")),
                "SKIPPED: aws4 is not installed (npm ci --prefix src/test/node --ignore-scripts)");
        MultiMap ours = signed();
        String signedNames = ours.get("Authorization").replaceAll(".*SignedHeaders=([^,]+),.*", "$1");
        JsonObject headers = new JsonObject();
        for (String name : signedNames.split(";", -1)) {
            headers.put(name, ours.get(name));
        }
        JsonObject theirs = aws4(headers);
        assertThat(theirs.getString("Authorization").replace(" ", ""))
                .isEqualTo(ours.get("Authorization").replace(" ", ""));

        JsonObject alone = aws4(new JsonObject().put("Content-Type", "application/json"));
        MultiMap received = MultiMap.caseInsensitiveMultiMap();
        alone.forEach(header -> received.add(header.getKey(), String.valueOf(header.getValue())));
        assertThat(check.check("POST", "/live/chat", null, received, BODY).refusal())
                .as("the gateway takes aws4's signature")
                .isNull();
    }

    private static JsonObject aws4(JsonObject headers) throws Exception {
        Process process = new ProcessBuilder("node", "aws4-sign.mjs")
                .directory(SCRIPTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonObject request = new JsonObject()
                .put("host", URL.getHost())
                .put("method", "POST")
                .put("path", URL.getPath())
                .put("service", "execute-api")
                .put("region", "eu-central-1")
                .put("headers", headers)
                .put("extraHeadersToIgnore", new JsonObject().put("content-length", true))
                .put("body", BODY.toString());
        JsonObject credentials = new JsonObject().put("accessKeyId", KEY).put("secretAccessKey", SECRET);
        try (var in = process.getOutputStream()) {
            in.write(new JsonObject()
                    .put("request", request)
                    .put("credentials", credentials)
                    .encode()
                    .getBytes(StandardCharsets.UTF_8));
        }
        return new JsonObject(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void asksForCredentialsAnewWithEachRequest() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Signing signing = Signing.iam(
                vertx,
                () -> AwsSessionCredentials.create(KEY, SECRET, "session-" + asked.incrementAndGet()),
                "eu-central-1");
        for (int i = 1; i <= 2; i++) {
            assertThat(signing.headers(HttpMethod.POST, URL, BODY)
                            .await(20, TimeUnit.SECONDS)
                            .get("X-Amz-Security-Token"))
                    .isEqualTo("session-" + i);
        }
    }
}
