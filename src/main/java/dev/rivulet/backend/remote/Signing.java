package dev.rivulet.backend.remote;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.ChatConfig;
import dev.rivulet.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Says who asks: the headers that go with a request. */
@FunctionalInterface
interface Signing {
    /** Fails with {@link Failure.Unavailable} when there are no credentials. */
    Future<MultiMap> headers(HttpMethod method, URI url, Buffer body);

    static Signing of(Vertx vertx, ChatConfig config) {
        return switch (config.howToAuthenticate()) {
            case NONE -> (_, _, _) -> Future.succeededFuture(MultiMap.caseInsensitiveMultiMap());
            case BEARER -> bearer(config.token());
            case IAM -> iam(vertx, DefaultCredentialsProvider.builder().build(), config.signingRegion());
        };
    }

    private static Signing bearer(@org.jspecify.annotations.Nullable Secret token) {
        if (token == null) {
            throw new IllegalArgumentException("no token"); // ChatConfig lets none through
        }
        return (_, _, _) -> Future.succeededFuture(
                MultiMap.caseInsensitiveMultiMap().set("Authorization", "Bearer " + token.reveal()));
    }

    /**
     * AWS's signature. Credentials are asked for anew with each request, on a worker thread: the provider keeps them until shortly before
     * they expire, and may fetch new ones over the network.
     */
    static Signing iam(Vertx vertx, AwsCredentialsProvider credentials, String region) {
        AwsV4HttpSigner signer = AwsV4HttpSigner.create();
        return (method, url, body) ->
                vertx.executeBlocking(() -> sign(signer, load(credentials), region, method, url, body), false);
    }

    private static AwsCredentialsIdentity load(AwsCredentialsProvider credentials) {
        try {
            return credentials.resolveCredentials();
        } catch (RuntimeException e) {
            // Not only the SDK's own: a profile that needs what isn't there ends otherwise. The message may hold a
            // path.
            throw new FailureException(new Failure.Unavailable(
                    "The listener's AWS credentials could not be loaded: give it a role, or set AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY.",
                    RemoteFailures.kind(e)));
        }
    }

    private static MultiMap sign(
            AwsV4HttpSigner signer,
            AwsCredentialsIdentity identity,
            String region,
            HttpMethod method,
            URI url,
            Buffer body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method.name()))
                .uri(url)
                .putHeader("Content-Type", "application/json")
                .build();
        byte[] bytes = body.getBytes();
        SdkHttpRequest signed = signer.sign(sign -> sign.identity(identity)
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Type")) {
                headers.add(name, values);
            }
        });
        return headers;
    }
}
