package dev.rivulet.deploy;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.lambda.Alias;
import com.pulumi.aws.lambda.AliasArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.ProvisionedConcurrencyConfig;
import com.pulumi.aws.lambda.ProvisionedConcurrencyConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionImageConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionLoggingConfigArgs;
import com.pulumi.aws.lambda.inputs.FunctionSnapStartArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The router as a Lambda function that streams, with a role that may call the configured agents and nothing else. */
final class Router extends ComponentResource {
    private final Function function;
    private final Optional<Alias> alias;
    private final LogGroup log;

    Router(String name, Site site, ImageSource image, SessionKey sessionKey, SharedStore store) {
        super("rivulet:aws:Router", name, site.component());
        Settings.RouterSettings settings = site.settings().router();
        log = site.logGroup(name, this);
        Role role = new Role(
                name,
                RoleArgs.builder()
                        .assumeRolePolicy(Policies.trust("lambda.amazonaws.com"))
                        .build(),
                Site.in(this));
        RolePolicy rights = new RolePolicy(
                name + "-rights",
                RolePolicyArgs.builder()
                        .role(role.id())
                        .policy(Policies.document(rights(site, store)))
                        .build(),
                Site.in(this));
        FunctionArgs.Builder args = FunctionArgs.builder()
                .description("Rivulet's router: which agent answers, streamed")
                .packageType("Image")
                .imageUri(image.uri())
                .imageConfig(
                        FunctionImageConfigArgs.builder().commands("lambda").build())
                .architectures(site.settings().architecture().lambda)
                .role(role.arn())
                .memorySize(settings.memory())
                .timeout(settings.timeout())
                .environment(FunctionEnvironmentArgs.builder()
                        .variables(Output.tuple(sessionKey.value(), store.tableName())
                                .applyValue(known -> RouterEnvironment.of(site, known.t1, known.t2)))
                        .build())
                .loggingConfig(FunctionLoggingConfigArgs.builder()
                        .logFormat("Text")
                        .logGroup(log.name())
                        .build());
        settings.concurrency().ifPresent(args::reservedConcurrentExecutions);
        if (!(settings.start() instanceof Settings.Start.Cold)) {
            args.publish(true);
        }
        if (settings.start() instanceof Settings.Start.SnapStart) {
            args.snapStart(
                    FunctionSnapStartArgs.builder().applyOn("PublishedVersions").build());
        }
        // Without its rights it could be called before it can call an agent.
        function = new Function(
                name,
                args.build(),
                CustomResourceOptions.builder().parent(this).dependsOn(rights).build());
        alias = alias(name, settings.start());
        registerOutputs(Map.of("functionArn", invoked(), "logGroup", log.name()));
    }

    private List<Policies.Allow> rights(Site site, SharedStore store) {
        List<Policies.Allow> rights = new ArrayList<>(List.of(Policies.logging(log.arn()), store.rights()));
        for (Agent agent : site.settings().agents().values()) {
            rights.add(new Policies.Allow(List.of(agent.action()), agent.resources(site)));
        }
        return rights;
    }

    /** Snapshots and environments kept started belong to a published version, which an alias follows. */
    private Optional<Alias> alias(String name, Settings.Start start) {
        if (start instanceof Settings.Start.Cold) {
            return Optional.empty();
        }
        Alias live = new Alias(
                name + "-live",
                AliasArgs.builder()
                        .name("live")
                        .functionName(function.name())
                        .functionVersion(function.version())
                        .build(),
                Site.in(this));
        if (start instanceof Settings.Start.Provisioned(int environments)) {
            new ProvisionedConcurrencyConfig(
                    name + "-kept",
                    ProvisionedConcurrencyConfigArgs.builder()
                            .functionName(function.name())
                            .qualifier(live.name())
                            .provisionedConcurrentExecutions(environments)
                            .build(),
                    Site.in(this));
        }
        return Optional.of(live);
    }

    Function function() {
        return function;
    }

    /** The alias by which the function is to be called, where there is one. */
    Optional<Output<String>> aliasName() {
        return alias.map(Alias::name);
    }

    /** The ARN under which the function is to be called. */
    Output<String> invoked() {
        return alias.map(Alias::arn).orElseGet(function::arn);
    }

    LogGroup log() {
        return log;
    }
}
