package dev.rivulet.deploy;

import com.pulumi.aws.ecr.EcrFunctions;
import com.pulumi.aws.ecr.LifecyclePolicy;
import com.pulumi.aws.ecr.LifecyclePolicyArgs;
import com.pulumi.aws.ecr.Repository;
import com.pulumi.aws.ecr.RepositoryArgs;
import com.pulumi.aws.ecr.RepositoryPolicy;
import com.pulumi.aws.ecr.RepositoryPolicyArgs;
import com.pulumi.aws.ecr.inputs.GetAuthorizationTokenArgs;
import com.pulumi.aws.ecr.inputs.RepositoryImageScanningConfigurationArgs;
import com.pulumi.aws.ecr.outputs.GetAuthorizationTokenResult;
import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.docker.Image;
import com.pulumi.docker.ImageArgs;
import com.pulumi.docker.inputs.DockerBuildArgs;
import com.pulumi.docker.inputs.RegistryArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The image built from the repository's Dockerfile on the machine that runs {@code pulumi up}, and the ECR repository it is pushed to.
 *
 * <p>Tags can't be moved: one is the fingerprint of what the image is made of, and its processor, so that nothing is built or replaced
 * unless that changed. Another build of the same sources is another image, for which a revision makes another tag.
 */
final class BuiltImage extends ComponentResource {
    private static final int KEPT = 10;

    /** What Docker gets to see, by .dockerignore, and what it makes of that. */
    static final List<String> SOURCES =
            List.of("Dockerfile", ".dockerignore", ".mvn", "LICENSE", "config", "docs", "pom.xml", "src/main");

    private final ImageSource source;

    BuiltImage(String name, Site site) {
        super("rivulet:aws:Image", name, site.component());
        Repository repository = new Repository(
                name,
                RepositoryArgs.builder()
                        .name(site.name())
                        .imageTagMutability("IMMUTABLE")
                        .imageScanningConfiguration(RepositoryImageScanningConfigurationArgs.builder()
                                .scanOnPush(true)
                                .build())
                        // Images can be built again: taking the stack away takes them along.
                        .forceDelete(true)
                        .build(),
                Site.in(this));
        LifecyclePolicy expiry = new LifecyclePolicy(
                name + "-expiry",
                LifecyclePolicyArgs.builder()
                        .repository(repository.name())
                        .policy(Policies.json(Map.of("rules", List.of(keepTheNewest()))))
                        .build(),
                Site.in(this));
        RepositoryPolicy readers = new RepositoryPolicy(
                name + "-readers",
                RepositoryPolicyArgs.builder()
                        .repository(repository.name())
                        .policy(site.account().applyValue(BuiltImage::lambdaReads))
                        .build(),
                Site.in(this));
        Image image = new Image(
                name + "-build",
                ImageArgs.builder()
                        .imageName(Output.format("%s:%s", repository.repositoryUrl(), tag(site)))
                        .build(DockerBuildArgs.builder()
                                .context("..")
                                .dockerfile("../Dockerfile")
                                .platform(site.settings().architecture().docker)
                                .build())
                        .registry(registry(repository, site))
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        .dependsOn(expiry, readers)
                        .build());
        source = new ImageSource(image.repoDigest(), repository.arn(), repository.repositoryUrl());
        registerOutputs(Map.of("uri", source.uri()));
    }

    ImageSource source() {
        return source;
    }

    /** One for each processor, since the same sources make another image for another, and for each revision that is asked for. */
    private static String tag(Site site) {
        Settings settings = site.settings();
        return Fingerprint.of(Path.of(".."), SOURCES) + "-" + settings.architecture().lambda
                + settings.imageRevision().map(revision -> "-" + revision).orElse("");
    }

    private static RegistryArgs registry(Repository repository, Site site) {
        Output<GetAuthorizationTokenResult> login = EcrFunctions.getAuthorizationToken(
                GetAuthorizationTokenArgs.builder()
                        .registryId(repository.registryId())
                        .build(),
                InvokeOptions.builder().provider(site.provider()).build());
        return RegistryArgs.builder()
                .server(repository.repositoryUrl())
                .username(login.applyValue(GetAuthorizationTokenResult::userName))
                .password(
                        login.applyValue(GetAuthorizationTokenResult::password).asSecret())
                .build();
    }

    private static Map<String, Object> keepTheNewest() {
        return Map.of(
                "rulePriority",
                1,
                "description",
                "Keep the newest " + KEPT,
                "selection",
                Map.of("tagStatus", "any", "countType", "imageCountMoreThan", "countNumber", KEPT),
                "action",
                Map.of("type", "expire"));
    }

    /** Lambda pulls with no role of ours. A repository's policy names no resource: it is the repository. */
    private static String lambdaReads(String account) {
        return Policies.document(List.of(Map.of(
                "Sid",
                "LambdaReads",
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", "lambda.amazonaws.com"),
                "Action",
                List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                "Condition",
                Map.of("StringEquals", Map.of("aws:SourceAccount", account)))));
    }
}
