package dev.rivulet.http;

import dev.rivulet.chat.ConversationId;
import dev.rivulet.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who calls, as the transport made sure of.
 *
 * @param namespace sets this caller's conversations apart from everybody else's; tells nothing of a credential
 * @param known whether the transport made sure who it is; others only learn whether the server is up
 */
public record Caller(String namespace, boolean known) {
    private static final int NAMESPACE_BYTES = 16;

    /** A program on this machine, where no token is asked for. */
    public static final Caller LOCAL = new Caller("local", true);

    /** Somebody without the credential that is asked for. */
    public static final Caller STRANGER = new Caller("stranger", false);

    /** Whoever holds this token. The namespace is a keyed hash, so that ids that reach logs and backends don't give the token away. */
    public static Caller of(Secret token) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal("rivulet conversations".getBytes(StandardCharsets.UTF_8));
            return new Caller(HexFormat.of().formatHex(hash, 0, NAMESPACE_BYTES), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Somebody whom the transport authenticated under this name, which stays the same for as long as the caller is the same one. */
    public static Caller named(String principal) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(principal.getBytes(StandardCharsets.UTF_8));
            return new Caller(HexFormat.of().formatHex(hash, 0, NAMESPACE_BYTES), true);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The conversation that this caller calls by that name. */
    ConversationId conversation(String name) {
        return new ConversationId("api:" + namespace + ":" + name);
    }

    /** The id of who asks where the caller doesn't say who does: it counts as one user, and as nobody else's. */
    String user() {
        return "api:" + namespace;
    }
}
