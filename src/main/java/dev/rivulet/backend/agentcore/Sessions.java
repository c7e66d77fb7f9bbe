package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ConversationId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The session of an agent that a conversation has: always the same one, shared with no other conversation, and not to be guessed by who
 * knows the conversation's id but not the key.
 *
 * <p>72 characters of {@code [a-z0-9-]}: AgentCore Runtime wants <a
 * href="https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_InvokeAgentRuntime.html">33 to 256</a>, Bedrock Agents <a
 * href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html">2 to 100</a> of {@code
 * [0-9a-zA-Z._:-]}.
 */
final class Sessions {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final String backend;

    /** @param backend two backends may ask the same agent, each under sessions of its own */
    Sessions(byte[] key, String backend) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.backend = backend;
    }

    String of(ConversationId conversation) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // No name of a backend holds a line end, so no two pairs are the same text.
            byte[] hash = mac.doFinal((backend + "\n" + conversation.value()).getBytes(StandardCharsets.UTF_8));
            return "rivulet-" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
