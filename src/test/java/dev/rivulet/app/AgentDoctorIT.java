package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.agentcore.FakeAnswer;
import dev.rivulet.backend.agentcore.FakeAws;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says of an agent on AWS, in a process of its own, with the variables that the AWS SDK itself reads. */
class AgentDoctorIT {
    @TempDir
    Path home;

    private Vertx vertx;
    private FakeAws aws;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        aws = FakeAws.start(vertx);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private Launched doctor(Map<String, String> more, String... options) throws Exception {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "AGENTCORE_RUNTIME_ARN",
                FakeAws.ARN,
                "AWS_ENDPOINT_URL_BEDROCK_AGENTCORE",
                aws.url().toString(),
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "AWS_CONFIG_FILE",
                home.resolve("none").toString(),
                "AWS_SHARED_CREDENTIALS_FILE",
                home.resolve("none").toString(),
                "RIVULET_HTTP_PORT",
                "0"));
        environment.putAll(more);
        if (more.containsKey("BEDROCK_AGENT_ID")) {
            environment.remove("AGENTCORE_RUNTIME_ARN");
        }
        String[] arguments = new String[options.length + 1];
        arguments[0] = "doctor";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return Launched.main(home, environment, arguments);
    }

    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret-word");

    @Test
    void tellsRegionCredentialsAndReachabilityAndAsksNothing() throws Exception {
        Launched doctor = doctor(KEYS);
        assertThat(doctor.out())
                .contains(
                        "Agent my_agent on AgentCore Runtime: is asked in eu-west-1, as its ARN says, at DEFAULT: "
                                + FakeAws.ARN,
                        "Credentials for AWS: come from environment variables",
                        "AWS at 127.0.0.1:" + aws.port() + ": can be reached",
                        "Answers come from agentcore.")
                .doesNotContain("secret-word", "AKIDEXAMPLE");
        assertThat(aws.invocations()).isEmpty();
    }

    @Test
    void makesOneTinyCallWhenAsked() throws Exception {
        Launched doctor = doctor(KEYS, "--call");
        assertThat(doctor.out()).contains("A call to agentcore: answered with 12 characters after ");
        assertThat(aws.invocations()).hasSize(1);
    }

    @Test
    void findsAnAgentOfBedrockAgentsByWhatTheEnvironmentSays() throws Exception {
        aws.answers(FakeAnswer.chunks("Hello"));
        Map<String, String> agent = new TreeMap<>(KEYS);
        agent.put("BEDROCK_AGENT_ID", "ABCDEF1234");
        agent.put("BEDROCK_AGENT_ALIAS_ID", "TSTALIASID");
        agent.put("AWS_REGION", "eu-west-1");
        agent.put("AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME", aws.url().toString());

        assertThat(doctor(agent, "--call").out())
                .contains(
                        "Agent ABCDEF1234 of Bedrock Agents: is asked in eu-west-1, as is set, by its alias TSTALIASID.",
                        "AWS at 127.0.0.1:" + aws.port() + ": can be reached",
                        "A call to agentcore: answered with 5 characters after ");
        assertThat(aws.invocations()).hasSize(1);
    }

    @Test
    void saysHowToGiveCredentials() throws Exception {
        Launched doctor = doctor(Map.of(), "--call");
        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out())
                .contains(
                        "Credentials for AWS: there are none.",
                        "AWS_PROFILE",
                        "A call to agentcore: There are no credentials");
        assertThat(aws.invocations()).isEmpty();
    }

    @Test
    void namesTheLimitThatACallRanInto() throws Exception {
        aws.answers(FakeAnswer.yields().stalls());
        Map<String, String> hasty = new TreeMap<>(KEYS);
        hasty.put("RIVULET_AGENTCORE_FIRST_EVENT", "200ms");
        assertThat(doctor(hasty, "--call").out()).contains("A call to agentcore: ", "raise agentcore.firstEvent");
    }

    @Test
    void seesThatTheKeyOfTheSessionsIsDamaged() throws Exception {
        Path directory = Files.createDirectories(home.resolve("data"));
        Files.writeString(directory.resolve("session.key"), "oops");
        Map<String, String> there = new TreeMap<>(KEYS);
        there.put("RIVULET_DATA_DIR", directory.toString());
        assertThat(doctor(there).out())
                .contains("The key of the agents' sessions is damaged.", "Delete session.key in RIVULET_DATA_DIR");
    }

    private String configFile(String... lines) throws IOException {
        return Files.write(home.resolve("config"), List.of(lines)).toString();
    }

    /** Gives credentials of a role wherever it is asked for them, in the form of whom it plays. */
    private HttpServer givesCredentials() {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(_ -> request.response()
                                .end(
                                        switch (request.path()) {
                                            case "/container" -> """
                                                    {"AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "secret-word",
                                                    "Token": "token-word", "Expiration": "2099-01-01T00:00:00Z"}""";
                                            case "/federation/credentials" -> """
                                                    {"roleCredentials": {"accessKeyId": "AKIDEXAMPLE",
                                                    "secretAccessKey": "secret-word", "sessionToken": "token-word",
                                                    "expiration": 4070908800000}}""";
                                            default -> """
                                                    <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                                                    <AssumeRoleWithWebIdentityResult>
                                                    <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/bot/me</Arn>
                                                    <AssumedRoleId>AROAEXAMPLE:me</AssumedRoleId></AssumedRoleUser>
                                                    <Credentials><AccessKeyId>AKIDEXAMPLE</AccessKeyId>
                                                    <SecretAccessKey>secret-word</SecretAccessKey>
                                                    <SessionToken>token-word</SessionToken>
                                                    <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
                                                    </AssumeRoleWithWebIdentityResult>
                                                    </AssumeRoleWithWebIdentityResponse>""";
                                        })))
                .listen(0, "127.0.0.1")
                .await();
    }

    /** That they are right shows who is asked with them; how long it takes to find them depends on the machine. */
    private void assertCallsWith(String sessionToken, Map<String, String> environment) throws Exception {
        Launched doctor = doctor(environment, "--call");
        assertThat(doctor.out())
                .contains("A call to agentcore: answered with ")
                .doesNotContain("secret-word", "token-word", "AKIDEXAMPLE");
        assertThat(aws.invocations()).hasSize(1);
        assertThat(aws.invocations().getFirst().header("Authorization")).contains("Credential=AKIDEXAMPLE/");
        assertThat(aws.invocations().getFirst().header("X-Amz-Security-Token")).isEqualTo(sessionToken);
    }

    @Test
    void asksWithTheCredentialsOfAProfile() throws Exception {
        String file =
                configFile("[profile work]", "aws_access_key_id = AKIDEXAMPLE", "aws_secret_access_key = secret-word");
        assertCallsWith("", Map.of("AWS_CONFIG_FILE", file, "AWS_PROFILE", "work"));
    }

    @Test
    void asksWithTheCredentialsOfAProfileThatASingleSignOnOpened() throws Exception {
        String file = configFile(
                "[profile work]",
                "sso_session = company",
                "sso_account_id = 123456789012",
                "sso_role_name = bot",
                "[sso-session company]",
                "sso_region = eu-west-1",
                "sso_start_url = https://company.example/start");
        Path tokens = Files.createDirectories(home.resolve(".aws/sso/cache"));
        String sha1OfSession = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-1").digest("company".getBytes(StandardCharsets.UTF_8)));
        Files.writeString(tokens.resolve(sha1OfSession + ".json"), """
                {"startUrl": "https://company.example/start", "region": "eu-west-1", "accessToken": "token-word",
                "expiresAt": "2099-01-01T00:00:00Z"}""");
        String portal = "http://127.0.0.1:" + givesCredentials().actualPort();
        assertCallsWith(
                "token-word",
                Map.of(
                        "HOME",
                        home.toString(),
                        "AWS_CONFIG_FILE",
                        file,
                        "AWS_PROFILE",
                        "work",
                        "AWS_ENDPOINT_URL_SSO",
                        portal));
    }

    @Test
    void asksWithTheCredentialsOfAContainersRole() throws Exception {
        String uri = "http://127.0.0.1:" + givesCredentials().actualPort() + "/container";
        assertCallsWith("token-word", Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri));
    }

    @Test
    void asksWithTheCredentialsOfAWebIdentity() throws Exception {
        Map<String, String> identity = Map.of(
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                Files.writeString(home.resolve("identity"), "token-word").toString(),
                "AWS_ROLE_ARN",
                "arn:aws:iam::123456789012:role/bot",
                "AWS_REGION",
                "eu-west-1",
                "AWS_ENDPOINT_URL_STS",
                "http://127.0.0.1:" + givesCredentials().actualPort());
        assertCallsWith("token-word", identity);
    }
}
