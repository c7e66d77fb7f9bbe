package dev.rivulet.deploy;

import com.pulumi.core.Output;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image that the function and the listener run.
 *
 * @param uri with its tag or digest
 * @param repositoryArn where it lies, for the right to pull it
 * @param repositoryUrl without tag or digest
 */
record ImageSource(Output<String> uri, Output<String> repositoryArn, Output<String> repositoryUrl) {

    /** Lambda runs images from ECR only, of its own region. */
    static final Pattern IN_ECR =
            Pattern.compile("(?<account>\\d{12})\\.dkr\\.ecr\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?/"
                    + "(?<repository>[a-z0-9][a-z0-9._/-]*)(?::[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})");

    /**
     * @throws IllegalArgumentException if the address is not one in ECR with a tag or digest
     */
    static ImageSource given(String uri) {
        Matcher address = IN_ECR.matcher(uri);
        if (!address.matches()) {
            throw new IllegalArgumentException("not an image in ECR: " + uri);
        }
        String region = address.group("region");
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return new ImageSource(
                Output.of(uri),
                Output.of("arn:%s:ecr:%s:%s:repository/%s"
                        .formatted(partition, region, address.group("account"), address.group("repository"))),
                Output.of(uri.replaceFirst("(:[^/:]*|@sha256:.*)$", "")));
    }
}
