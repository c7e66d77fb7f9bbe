package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The unmodified program in a process of its own, against an engine that speaks Pulumi's protocol. */
class StackIT {

    @Test
    void registersTheSameGraphInPreviewAndUpdate() throws Exception {
        Run preview = Run.main(Variant.AGENTCORE_RUNTIME.config(), true);
        Run update = Run.main(Variant.AGENTCORE_RUNTIME.config(), false);

        assertThat(preview.succeeded().types()).isEqualTo(update.succeeded().types());
        assertThat(preview.graph().outputs().keySet())
                .isEqualTo(update.graph().outputs().keySet())
                .contains(
                        "chatUrl",
                        "curl",
                        "restartListener",
                        "imageRepository",
                        "routerLog",
                        "listenerLog",
                        "apiLog",
                        "dashboardUrl");
        // Known only once the API is there, and so is all that is made of it.
        assertThat(preview.graph().outputs().get("chatUrl")).isEqualTo(Plain.Unknown.UNTIL_UPDATED);
        assertThat(preview.graph()
                        .named("aws:iam/rolePolicy:RolePolicy", "listener-running-rights")
                        .input("policy"))
                .isEqualTo(Plain.Unknown.UNTIL_UPDATED);
        assertThat(update.graph().outputs().get("chatUrl"))
                .isEqualTo("https://api1234567.execute-api.eu-central-1.amazonaws.com/live/chat");
        for (Rule rule : Rule.values()) {
            assertThat(rule.broken(update.graph())).as(rule.name()).isEmpty();
        }
    }

    @Test
    void reportsEveryMistakeAtOnceAndRegistersNothing() throws Exception {
        Map<String, String> config = new HashMap<>(Variant.config(Map.of(
                "agentRuntimeArn", "arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/mine-AbCdEf1234",
                "agentId", "ABCDEFGHIJ",
                "routerTimeout", "901",
                "logDays", "31",
                "vpcId", "vpc-1",
                "image", "rivulet:latest",
                "alarmEmail", "me")));
        config.remove("rivulet:discordToken");
        config.put("rivulet:routerMemry", "2048");
        config.put("aws:assumeRole", "{\"roleArn\": \"arn:aws:iam::123456789012:role/deployer\"}");

        Run run = Run.main(config, false);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.graph().resources()).extracting(Registered::type).isSubsetOf(List.of("pulumi:pulumi:Stack"));
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("rivulet:discordToken is missing")
                .contains("rivulet:agentRuntimeArn and agentId are two agents")
                .contains("rivulet:routerTimeout must be a whole number from 30 to 900, not \"901\"")
                .contains("rivulet:logDays must be one of [1, 3, 5, 7, 14, 30")
                .contains("rivulet:subnetIds is missing")
                .contains("rivulet:image must be an image in ECR")
                .contains("rivulet:alarmEmail must be an e-mail address, not \"me\"")
                .contains("rivulet:routerMemry is no setting; is routerMemory meant?")
                .contains("aws:assumeRole isn't passed on")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesATokenInPlainText() throws Exception {
        Run run = Run.main(Variant.AGENTCORE_RUNTIME.config(), Set.of(), false);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.graph().resources()).extracting(Registered::type).isSubsetOf(List.of("pulumi:pulumi:Stack"));
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("rivulet:discordToken is set in plain text")
                .doesNotContain(Variant.TOKEN);
    }
}
