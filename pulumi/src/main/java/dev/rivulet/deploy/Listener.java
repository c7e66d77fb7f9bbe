package dev.rivulet.deploy;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.aws.ec2.SecurityGroupArgs;
import com.pulumi.aws.ec2.inputs.SecurityGroupEgressArgs;
import com.pulumi.aws.ecs.Cluster;
import com.pulumi.aws.ecs.ClusterArgs;
import com.pulumi.aws.ecs.Service;
import com.pulumi.aws.ecs.ServiceArgs;
import com.pulumi.aws.ecs.TaskDefinition;
import com.pulumi.aws.ecs.inputs.ServiceNetworkConfigurationArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.aws.secretsmanager.SecretArgs;
import com.pulumi.aws.secretsmanager.SecretVersion;
import com.pulumi.aws.secretsmanager.SecretVersionArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;

/**
 * The Discord listener: one Fargate task, at no time two. Two would both hear every message and answer it twice, so a deployment stops the
 * old task before it starts the new one; what is said in between is caught up with.
 */
final class Listener extends ComponentResource {
    private final Cluster cluster;
    private final Service service;
    private final LogGroup log;

    Listener(String name, Site site, ImageSource image, Subnets subnets, ChatApi api, SharedStore store) {
        super("rivulet:aws:Listener", name, site.component());
        log = site.logGroup(name, this);
        Secret token = new Secret(
                name + "-token",
                SecretArgs.builder()
                        .namePrefix(site.name() + "-discord-token-")
                        .description("The Discord bot's token")
                        .recoveryWindowInDays(0)
                        .build(),
                Site.in(this));
        SecretVersion tokenVersion = new SecretVersion(
                name + "-token-value",
                SecretVersionArgs.builder()
                        .secretId(token.id())
                        .secretString(site.settings().discordToken())
                        .build(),
                Site.in(this));
        SecurityGroup outwards = new SecurityGroup(
                name,
                SecurityGroupArgs.builder()
                        .description("Rivulet's listener calls out and is never called")
                        .vpcId(subnets.vpcId())
                        .egress(SecurityGroupEgressArgs.builder()
                                .description("Discord and AWS")
                                .protocol("tcp")
                                .fromPort(443)
                                .toPort(443)
                                .cidrBlocks("0.0.0.0/0")
                                .build())
                        .build(),
                Site.in(this));
        ListenerRoles roles = new ListenerRoles(name, site, this, image, api, store, log, token);
        TaskDefinition task = ListenerTask.define(name, site, this, image, api, store, log, tokenVersion, roles);
        cluster = new Cluster(name, ClusterArgs.Empty, Site.in(this));
        service = new Service(
                name,
                ServiceArgs.builder()
                        .cluster(cluster.arn())
                        .taskDefinition(task.arn())
                        .launchType("FARGATE")
                        .desiredCount(1)
                        .deploymentMinimumHealthyPercent(0)
                        .deploymentMaximumPercent(100)
                        // It would start a task elsewhere before it stops the one here.
                        .availabilityZoneRebalancing("DISABLED")
                        // And no circuit breaker. What keeps a listener from running is most often mended at Discord,
                        // and then the next try
                        // succeeds, where a breaker would have ended the tries. Nor could it roll back: the engine has
                        // deregistered the old
                        // task definition by then, and would take the new one for running ever after.
                        .enableExecuteCommand(false)
                        .enableEcsManagedTags(true)
                        .propagateTags("SERVICE")
                        .networkConfiguration(ServiceNetworkConfigurationArgs.builder()
                                .subnets(Output.all(subnets.ids()))
                                .securityGroups(outwards.id().applyValue(List::of))
                                .assignPublicIp(subnets.publicAddress())
                                .build())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        // A replacement must not run beside what it replaces either.
                        .deleteBeforeReplace(true)
                        .dependsOn(roles.rights().toArray(RolePolicy[]::new))
                        .build());
        registerOutputs(Map.of("service", service.name(), "logGroup", log.name()));
    }

    Output<String> clusterName() {
        return cluster.name();
    }

    Output<String> serviceName() {
        return service.name();
    }

    LogGroup log() {
        return log;
    }
}
