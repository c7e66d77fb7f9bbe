package dev.rivulet.http;

import dev.rivulet.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who calls: by the bearer token (<a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750</a>), where one is set. */
public final class TokenCheck {
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] token;
    private final Caller holder;

    /** @param token null for a server that only programs on this machine can reach */
    public TokenCheck(@Nullable Secret token) {
        this.token = token == null ? null : token.reveal().getBytes(StandardCharsets.UTF_8);
        this.holder = token == null ? Caller.LOCAL : Caller.of(token);
    }

    /** {@link Caller#STRANGER} for whoever does not send the token. */
    public Caller caller(MultiMap headers) {
        if (token == null) {
            return holder;
        }
        List<String> all = headers.getAll(HttpHeaders.AUTHORIZATION);
        if (all.size() != 1 || !all.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Caller.STRANGER;
        }
        byte[] given = all.getFirst().substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        // Takes as long for every wrong token of the same length.
        return MessageDigest.isEqual(token, given) ? holder : Caller.STRANGER;
    }
}
