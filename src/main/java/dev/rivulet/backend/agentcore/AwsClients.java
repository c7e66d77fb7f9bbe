package dev.rivulet.backend.agentcore;

import dev.rivulet.config.AgentCoreConfig;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;

/**
 * The SDK's clients of one backend, each built when it is first needed, which takes a moment: all methods block, and may be called from
 * any thread.
 *
 * <p>The SDK never retries: it would ask the agent anew in the middle of an answer. Nor does it end a silence: its read time-out of 30 s
 * would cut agents off that think, and goes on while we don't read.
 */
final class AwsClients {
    /** For all streams of a backend: what comes is only handed on to the context. */
    private static final int THREADS = 2;

    private final AgentCoreConfig config;
    private final int maxConcurrency;
    private final @Nullable AwsCredentialsProvider givenCredentials;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable SdkAsyncHttpClient http;
    private @Nullable SdkEventLoopGroup threads;
    private @Nullable BedrockAgentCoreAsyncClient runtime;
    private @Nullable BedrockAgentRuntimeAsyncClient agents;

    /**
     * @param maxConcurrency how many answers may be streamed at once
     * @param givenCredentials null for what the SDK finds
     */
    AwsClients(AgentCoreConfig config, int maxConcurrency, @Nullable AwsCredentialsProvider givenCredentials) {
        this.config = config;
        this.maxConcurrency = maxConcurrency;
        this.givenCredentials = givenCredentials;
    }

    synchronized BedrockAgentCoreAsyncClient runtime() {
        BedrockAgentCoreAsyncClient built = runtime;
        if (built == null) {
            built = build(BedrockAgentCoreAsyncClient.builder());
            runtime = built;
        }
        return built;
    }

    synchronized BedrockAgentRuntimeAsyncClient agents() {
        BedrockAgentRuntimeAsyncClient built = agents;
        if (built == null) {
            built = build(BedrockAgentRuntimeAsyncClient.builder());
            agents = built;
        }
        return built;
    }

    private <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C build(B builder) {
        URI endpoint = config.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.region(region())
                .credentialsProvider(credentials())
                .httpClient(http())
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
                // What completes is handed on to the context at once: no threads are needed for it.
                .asyncConfiguration(each ->
                        each.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .build();
    }

    /** @throws software.amazon.awssdk.core.exception.SdkClientException if none is set anywhere */
    Region region() {
        String region = config.target().region();
        return region != null
                ? Region.of(region)
                : DefaultAwsRegionProviderChain.builder().build().getRegion();
    }

    synchronized AwsCredentialsProvider credentials() {
        AwsCredentialsProvider made = credentials;
        if (made == null) {
            made = givenCredentials != null
                    ? givenCredentials
                    : DefaultCredentialsProvider.builder().build();
            credentials = made;
        }
        return made;
    }

    private SdkAsyncHttpClient http() {
        SdkAsyncHttpClient made = http;
        if (made == null) {
            SdkEventLoopGroup group =
                    SdkEventLoopGroup.builder().numberOfThreads(THREADS).build();
            threads = group;
            made = NettyNioAsyncHttpClient.builder()
                    .eventLoopGroup(group)
                    .protocol(Protocol.HTTP1_1)
                    .maxConcurrency(maxConcurrency)
                    .connectionTimeout(config.connectTimeout())
                    // Longer, so that a connection that can't be made is told as what it is.
                    .connectionAcquisitionTimeout(config.connectTimeout().multipliedBy(2))
                    .readTimeout(Duration.ZERO)
                    .tcpKeepAlive(true)
                    .build();
            http = made;
        }
        return made;
    }

    synchronized void close() {
        if (runtime != null) {
            runtime.close();
        }
        if (agents != null) {
            agents.close();
        }
        if (http != null) {
            http.close();
        }
        if (threads != null) {
            threads.eventLoopGroup().shutdownGracefully();
        }
        if (givenCredentials == null && credentials instanceof DefaultCredentialsProvider made) {
            made.close();
        }
    }
}
