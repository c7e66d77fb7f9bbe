package dev.rivulet.deploy;

import com.pulumi.aws.wafv2.WebAcl;
import com.pulumi.aws.wafv2.WebAclArgs;
import com.pulumi.aws.wafv2.WebAclAssociation;
import com.pulumi.aws.wafv2.WebAclAssociationArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionAllowArgs;
import com.pulumi.aws.wafv2.inputs.WebAclDefaultActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleActionBlockArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleOverrideActionNoneArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementManagedRuleGroupStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleStatementRateBasedStatementArgs;
import com.pulumi.aws.wafv2.inputs.WebAclRuleVisibilityConfigArgs;
import com.pulumi.aws.wafv2.inputs.WebAclVisibilityConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import java.util.Map;

/**
 * A web application firewall that goes by who calls: too often, or from where attacks come. Rules that go by content are left out:
 * questions about programs look like attacks to them, and no request without a signature gets further anyway.
 */
final class Firewall extends ComponentResource {
    /** Requests from one address in five minutes. */
    private static final int RATE = 1_000;

    Firewall(String name, Site site, Resource parent, Output<String> stageArn) {
        super(
                "rivulet:aws:Firewall",
                name,
                ComponentResourceOptions.builder().parent(parent).build());
        WebAcl acl = new WebAcl(
                name,
                WebAclArgs.builder()
                        .scope("REGIONAL")
                        .defaultAction(WebAclDefaultActionArgs.builder()
                                .allow(WebAclDefaultActionAllowArgs.builder().build())
                                .build())
                        .rules(tooOften(), knownForAttacks())
                        .visibilityConfig(WebAclVisibilityConfigArgs.builder()
                                .cloudwatchMetricsEnabled(true)
                                .metricName(site.name())
                                .sampledRequestsEnabled(false)
                                .build())
                        .build(),
                Site.in(this));
        new WebAclAssociation(
                name,
                WebAclAssociationArgs.builder()
                        .resourceArn(stageArn)
                        .webAclArn(acl.arn())
                        .build(),
                Site.in(this));
        registerOutputs(Map.of("arn", acl.arn()));
    }

    private static WebAclRuleArgs tooOften() {
        return WebAclRuleArgs.builder()
                .name("too-often")
                .priority(0)
                .action(WebAclRuleActionArgs.builder()
                        .block(WebAclRuleActionBlockArgs.builder().build())
                        .build())
                .statement(WebAclRuleStatementArgs.builder()
                        .rateBasedStatement(WebAclRuleStatementRateBasedStatementArgs.builder()
                                .aggregateKeyType("IP")
                                .limit(RATE)
                                .build())
                        .build())
                .visibilityConfig(counted("too-often"))
                .build();
    }

    private static WebAclRuleArgs knownForAttacks() {
        return WebAclRuleArgs.builder()
                .name("known-for-attacks")
                .priority(1)
                .overrideAction(WebAclRuleOverrideActionArgs.builder()
                        .none(WebAclRuleOverrideActionNoneArgs.builder().build())
                        .build())
                .statement(WebAclRuleStatementArgs.builder()
                        .managedRuleGroupStatement(WebAclRuleStatementManagedRuleGroupStatementArgs.builder()
                                .vendorName("AWS")
                                .name("AWSManagedRulesAmazonIpReputationList")
                                .build())
                        .build())
                .visibilityConfig(counted("known-for-attacks"))
                .build();
    }

    /** Samples would keep what people write. */
    private static WebAclRuleVisibilityConfigArgs counted(String metric) {
        return WebAclRuleVisibilityConfigArgs.builder()
                .cloudwatchMetricsEnabled(true)
                .metricName(metric)
                .sampledRequestsEnabled(false)
                .build();
    }
}
