package dev.rivulet.config;

import org.jspecify.annotations.Nullable;

/**
 * One more backend, of the kind whose settings it holds: exactly one of them.
 *
 * @param ollama another Ollama server, or another model on the same
 * @param agentcore another agent on AWS
 */
public record BackendConfig(
        @Nullable OllamaConfig ollama, @Nullable AgentCoreConfig agentcore) {
    public BackendConfig {
        if (ollama == null && agentcore == null) {
            throw new IllegalArgumentException("must say what kind of backend it is: set ollama or agentcore");
        }
        if (ollama != null && agentcore != null) {
            throw new IllegalArgumentException("must be of one kind: unset ollama or agentcore");
        }
        if (agentcore != null && !agentcore.isConfigured()) {
            throw new IllegalArgumentException(
                    "must name an agent: set agentcore.runtimeArn, or agentcore.agentId and agentcore.agentAliasId");
        }
    }
}
