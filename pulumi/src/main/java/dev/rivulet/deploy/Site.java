package dev.rivulet.deploy;

import com.pulumi.Context;
import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.cloudwatch.LogGroupArgs;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import com.pulumi.aws.outputs.GetCallerIdentityResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the stack stands: what every component needs to know.
 *
 * @param name begins the names of what people look for, {@code rivulet-STACK}
 * @param provider gives all resources the region and the tags
 * @param account the AWS account's number
 */
record Site(String name, Settings settings, Provider provider, Output<String> account) {

    static Site of(Context context, Settings settings) {
        Map<String, String> tags = new LinkedHashMap<>(settings.tags());
        tags.put("Project", "rivulet");
        tags.put("Stack", context.stackName());
        tags.put("ManagedBy", "pulumi");
        ProviderArgs.Builder args = ProviderArgs.builder()
                .region(settings.region())
                .defaultTags(ProviderDefaultTagsArgs.builder().tags(tags).build());
        settings.profile().ifPresent(args::profile);
        Provider provider = new Provider("aws", args.build());
        Output<String> account = AwsFunctions.getCallerIdentity(
                        GetCallerIdentityArgs.Empty,
                        InvokeOptions.builder().provider(provider).build())
                .applyValue(GetCallerIdentityResult::accountId);
        return new Site("rivulet-" + context.stackName(), settings, provider, account);
    }

    String region() {
        return settings.region();
    }

    /** Which of AWS's separate worlds the region belongs to. */
    String partition() {
        return region().startsWith("cn-") ? "aws-cn" : region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The ARN of something in this account and region. */
    Output<String> arn(String service, Object resource) {
        return Output.format("arn:%s:%s:%s:%s:%s", partition(), service, region(), account, resource);
    }

    /** For a component: it hands the provider on to its resources. */
    ComponentResourceOptions component() {
        return ComponentResourceOptions.builder().providers(provider).build();
    }

    static CustomResourceOptions in(Resource parent) {
        return CustomResourceOptions.builder().parent(parent).build();
    }

    /** A log group that forgets, {@code /rivulet-STACK/PART}. */
    LogGroup logGroup(String part, Resource parent) {
        LogGroupArgs.Builder args = LogGroupArgs.builder()
                .name("/" + name + "/" + part)
                .retentionInDays(settings.logs().days());
        settings.logs().keyArn().ifPresent(args::kmsKeyId);
        return new LogGroup(part + "-log", args.build(), in(parent));
    }
}
