package dev.rivulet.simulator.world;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who may speak as whom. A token's first part is the base64 of its user's id, which clients read the id from. */
final class Tokens {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, Long> owners = new ConcurrentHashMap<>();

    String issue(long userId) {
        var token = BASE64.encodeToString(Long.toUnsignedString(userId).getBytes(StandardCharsets.US_ASCII)) + "."
                + randomPart(4) + "." + randomPart(28);
        owners.put(token, userId);
        return token;
    }

    /** Makes a token of the owner's choice valid, such as one that is written in a configuration. */
    void accept(String token, long userId) {
        owners.put(token, userId);
    }

    void revoke(String token) {
        owners.remove(token);
    }

    Optional<Long> ownerOf(String token) {
        return Optional.ofNullable(owners.get(token));
    }

    static String forInteraction() {
        return randomPart(64);
    }

    private static String randomPart(int bytes) {
        var part = new byte[bytes];
        RANDOM.nextBytes(part);
        return BASE64.encodeToString(part);
    }
}
