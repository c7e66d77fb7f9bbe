package dev.rivulet.deploy;

import com.pulumi.core.Output;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a user sets with {@code pulumi config set}; read and checked as a whole by {@link SettingsReader} before anything is created.
 *
 * @param region where everything is created
 * @param profile the profile of AWS's own settings from which credentials come; absent, the shell's environment says
 * @param discordToken a Pulumi secret
 * @param agents by the name under which rules know them; a single one is called {@code agentcore}
 * @param backend who answers by default: an agent's name, or {@code ollama}
 * @param ollamaUrl an Ollama server that the router may ask; it must be reachable from the internet
 * @param image an image in ECR to run, instead of one built from the repository
 * @param imageRevision goes into a built image's tag, to build one again though no source has changed
 * @param architecture for which processor the image is
 * @param subnets of a VPC that exists, for the listener, instead of a VPC of its own
 * @param alarmEmail who is told when something is wrong
 * @param tags put on every resource beside our own
 */
record Settings(
        String region,
        Optional<String> profile,
        Output<String> discordToken,
        SequencedMap<String, Agent> agents,
        String backend,
        Optional<String> ollamaUrl,
        Optional<String> image,
        Optional<String> imageRevision,
        Architecture architecture,
        RouterSettings router,
        ListenerSettings listener,
        ApiSettings api,
        Optional<Subnets> subnets,
        LogSettings logs,
        Optional<String> alarmEmail,
        Map<String, String> tags) {

    /** The name of the backend that a single agent makes. */
    static final String AGENTCORE = "agentcore";

    static final String OLLAMA = "ollama";

    /** A processor as Lambda, Fargate and Docker each call it. */
    enum Architecture {
        ARM64("arm64", "ARM64", "linux/arm64"),
        X86_64("x86_64", "X86_64", "linux/amd64");

        final String lambda;
        final String fargate;
        final String docker;

        Architecture(String lambda, String fargate, String docker) {
            this.lambda = lambda;
            this.fargate = fargate;
            this.docker = docker;
        }
    }

    /** How environments of the function come to be. */
    sealed interface Start {
        /** Started when they are needed. */
        record Cold() implements Start {}

        /** Restored from a snapshot of a started one. */
        record SnapStart() implements Start {}

        /** So many are kept started, and paid for. */
        record Provisioned(int environments) implements Start {}
    }

    /**
     * @param memory in MiB; processor time grows with it, a whole processor comes at 1,769
     * @param timeout in seconds; Lambda and API Gateway both allow 900
     * @param answerDeadline how many seconds an answer may take in all; less than {@code timeout}
     * @param concurrency how many answers may be written at once, taken from the account's share; absent, the account's limit holds
     * @param environment more of Rivulet's settings as environment variables
     */
    record RouterSettings(
            int memory,
            int timeout,
            int answerDeadline,
            Optional<Integer> concurrency,
            Start start,
            Map<String, String> environment) {}

    /**
     * @param cpu in units of 1,024 to a virtual processor
     * @param memory in MiB
     * @param environment more of Rivulet's settings as environment variables
     */
    record ListenerSettings(int cpu, int memory, Map<String, String> environment) {}

    /**
     * @param requestsPerSecond how many requests the API takes, steadily
     * @param burst and how many at once
     * @param firewall whether a web application firewall stands before the API
     * @param accountLogRole whether this stack sets the role with which API Gateway writes logs, of which an account has one a region
     */
    record ApiSettings(
            double requestsPerSecond, int burst, boolean firewall, boolean accountLogRole, Optional<Domain> domain) {}

    /**
     * A name of one's own for the API.
     *
     * @param certificateArn of a certificate for the name in the same region
     * @param zoneId the hosted zone in which the name is to be entered; absent, it is entered elsewhere by hand
     */
    record Domain(String name, String certificateArn, Optional<String> zoneId) {}

    /**
     * @param days how long log lines are kept
     * @param keyArn the KMS key that encrypts them; absent, CloudWatch's own
     */
    record LogSettings(int days, Optional<String> keyArn) {}
}
