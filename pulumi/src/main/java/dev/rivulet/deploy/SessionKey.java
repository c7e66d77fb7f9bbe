package dev.rivulet.deploy;

import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The key from which the router makes the names of agents' sessions. Made once: every run offers another one, and the engine keeps the
 * first. Another key would make every agent forget its conversations.
 */
final class SessionKey extends ComponentResource {
    private final Output<String> value;

    SessionKey(String name, Site site) {
        super("rivulet:aws:SessionKey", name, site.component());
        Secret secret = new Secret(
                name,
                SecretArgs.builder()
                        .namePrefix(site.name() + "-session-key-")
                        .description("From which Rivulet's router makes the names of agents' sessions")
                        .recoveryWindowInDays(0)
                        .build(),
                Site.in(this));
        SecretVersion version = new SecretVersion(
                name + "-value",
                SecretVersionArgs.builder()
                        .secretId(secret.id())
                        .secretString(Output.ofSecret(random()))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .ignoreChanges("secretString")
                        .additionalSecretOutputs("secretString")
                        .build());
        value = version.secretString().applyValue(kept -> kept.orElseThrow()).asSecret();
        registerOutputs(Map.of("secretArn", secret.arn()));
    }

    /** A Pulumi secret. */
    Output<String> value() {
        return value;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
