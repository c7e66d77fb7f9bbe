package dev.rivulet.deploy;

import com.pulumi.aws.cloudwatch.LogGroup;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.secretsmanager.Secret;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;

/**
 * The task's two roles: Fargate's, which pulls the image, reads the token and writes the log before and beside the program; and the
 * program's own, which may ask questions, ask whether the router is well and which backends it has, use the store, and nothing else.
 */
final class ListenerRoles {
    private final Role starting;
    private final Role running;
    private final List<RolePolicy> rights;

    ListenerRoles(
            String name,
            Site site,
            Resource parent,
            ImageSource image,
            ChatApi api,
            SharedStore store,
            LogGroup log,
            Secret token) {
        starting = role(name + "-starting", site, parent);
        running = role(name + "-running", site, parent);
        rights = List.of(
                rights(
                        name + "-starting-rights",
                        parent,
                        starting,
                        List.of(
                                // Logging in to ECR can't be narrowed to a repository.
                                new Policies.Allow(List.of("ecr:GetAuthorizationToken"), List.of(Output.of("*"))),
                                new Policies.Allow(
                                        List.of(
                                                "ecr:BatchCheckLayerAvailability",
                                                "ecr:BatchGetImage",
                                                "ecr:GetDownloadUrlForLayer"),
                                        List.of(image.repositoryArn())),
                                new Policies.Allow(List.of("secretsmanager:GetSecretValue"), List.of(token.arn())),
                                Policies.logging(log.arn()))),
                rights(
                        name + "-running-rights",
                        parent,
                        running,
                        List.of(
                                new Policies.Allow(
                                        List.of("execute-api:Invoke"),
                                        List.of(api.chatMethodArn(), api.healthMethodArn())),
                                store.rights())));
    }

    private static Role role(String name, Site site, Resource parent) {
        return new Role(
                name,
                RoleArgs.builder()
                        .assumeRolePolicy(Policies.trust("ecs-tasks.amazonaws.com", site))
                        .build(),
                Site.in(parent));
    }

    private static RolePolicy rights(String name, Resource parent, Role role, List<Policies.Allow> rights) {
        return new RolePolicy(
                name,
                RolePolicyArgs.builder()
                        .role(role.id())
                        .policy(Policies.document(rights))
                        .build(),
                Site.in(parent));
    }

    Role starting() {
        return starting;
    }

    Role running() {
        return running;
    }

    List<RolePolicy> rights() {
        return rights;
    }
}
