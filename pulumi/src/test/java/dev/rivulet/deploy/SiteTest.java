package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteTest {

    @Test
    void everythingIsMadeByTheChosenProfile() {
        Map<String, String> config = new HashMap<>(Variant.AGENTCORE_RUNTIME.config());
        config.put("aws:profile", "work");

        Registered provider = Run.stack(config, true).succeeded().only("pulumi:providers:aws");

        assertThat(provider.text("profile")).isEqualTo("work");
    }

    @Test
    void everyLogIsEncryptedWithTheGivenKey() {
        assertThat(Variant.EVERYTHING.graph().all("aws:cloudwatch/logGroup:LogGroup"))
                .hasSize(3)
                .allMatch(log -> log.text("kmsKeyId").equals("arn:aws:kms:eu-central-1:123456789012:key/k"))
                .allMatch(log -> log.number("retentionInDays") == 90);
        assertThat(Variant.AGENTCORE_RUNTIME.graph().all("aws:cloudwatch/logGroup:LogGroup"))
                .allMatch(log -> log.input("kmsKeyId") == null);
    }
}
