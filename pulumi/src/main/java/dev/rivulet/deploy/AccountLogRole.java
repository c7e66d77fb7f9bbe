package dev.rivulet.deploy;

import com.pulumi.aws.apigateway.Account;
import com.pulumi.aws.apigateway.AccountArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.Map;

/**
 * The role with which API Gateway writes logs. An account has one for all its APIs in a region, so two stacks in a region must not both
 * set it; and other APIs may have come to rely on it, so it stays when the stack goes.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">Set up CloudWatch logging</a>
 */
final class AccountLogRole extends ComponentResource {

    AccountLogRole(String name, Site site, Resource parent) {
        super(
                "rivulet:aws:AccountLogRole",
                name + "-logs",
                ComponentResourceOptions.builder().parent(parent).build());
        Role role = new Role(
                name + "-logs",
                RoleArgs.builder()
                        .assumeRolePolicy(Policies.trust("apigateway.amazonaws.com"))
                        .build(),
                staying().build());
        // API Gateway refuses a role with less than this policy of AWS's own.
        RolePolicyAttachment rights = new RolePolicyAttachment(
                name + "-logs",
                RolePolicyAttachmentArgs.builder()
                        .role(role.name())
                        .policyArn("arn:" + site.partition()
                                + ":iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs")
                        .build(),
                staying().build());
        Account account = new Account(
                name + "-account",
                AccountArgs.builder().cloudwatchRoleArn(role.arn()).build(),
                staying().dependsOn(rights).build());
        registerOutputs(Map.of("roleArn", role.arn(), "account", account.id()));
    }

    private CustomResourceOptions.Builder staying() {
        return CustomResourceOptions.builder().parent(this).retainOnDelete(true);
    }
}
