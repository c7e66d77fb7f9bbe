package dev.rivulet.deploy;

import com.pulumi.Context;
import com.pulumi.core.Output;

/** What {@code pulumi up} prints at its end. */
final class Outputs {
    private Outputs() {}

    static void export(
            Context context,
            Site site,
            ImageSource image,
            Router router,
            ChatApi api,
            Listener listener,
            Watching watching) {
        context.export("chatUrl", api.chatUrl());
        context.export("curl", api.chatUrl().applyValue(url -> curl(site.region(), url)));
        context.export(
                "restartListener",
                Output.format(
                        "aws ecs update-service --force-new-deployment --region %s --cluster %s --service %s",
                        site.region(), listener.clusterName(), listener.serviceName()));
        context.export("imageRepository", image.repositoryUrl());
        context.export("routerLog", router.log().name());
        context.export("listenerLog", listener.log().name());
        context.export("apiLog", api.log().name());
        context.export(
                "dashboardUrl",
                Output.format(
                        "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s",
                        site.region(), site.region(), watching.dashboardName()));
    }

    /** With credentials from the environment; an empty session token sends no header. */
    private static String curl(String region, String url) {
        return "curl --no-buffer --aws-sigv4 aws:amz:" + region + ":execute-api"
                + " --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""
                + " --header \"x-amz-security-token: $AWS_SESSION_TOKEN\""
                + " --header 'content-type: application/json' --header 'accept: text/event-stream'"
                + " --data '{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}' " + url;
    }
}
