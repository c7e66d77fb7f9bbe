package dev.rivulet.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.agentcore.FakeAnswer;
import dev.rivulet.backend.agentcore.FakeAws;
import io.vertx.core.Vertx;
import java.nio.file.Path;
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
}
