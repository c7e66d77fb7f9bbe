package dev.rivulet.standin;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks AWS's <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">signature, version
 * 4</a>, by computing it again, by other code than the one that signs.
 */
public final class SignatureCheck {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 +Credential=([^/]+)/(\\d{8})/([^/]+)/"
                    + "([^/]+)/aws4_request, *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration VALID = Duration.ofMinutes(5);

    /** Somebody who may call. */
    public record Principal(String secretKey, String arn) {
        @Override
        public String toString() {
            return arn;
        }
    }

    /** What came of a check: whoever it is, or the words of the refusal. */
    public record Result(@Nullable String arn, @Nullable String refusal) {}

    private final Map<String, Principal> principals;
    private final Clock clock;

    /** @param principals by access key id */
    public SignatureCheck(Map<String, Principal> principals, Clock clock) {
        this.principals = Map.copyOf(principals);
        this.clock = clock;
    }

    /** @param path as sent, still encoded */
    public Result check(String method, String path, @Nullable String query, MultiMap headers, Buffer body) {
        String authorization = headers.get("Authorization");
        if (authorization == null) {
            return refused("Missing Authentication Token");
        }
        Matcher parts = AUTHORIZATION.matcher(authorization);
        String date = headers.get("X-Amz-Date");
        if (!parts.matches() || date == null) {
            return refused(
                    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                            + " parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires"
                            + " existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        Principal principal = principals.get(parts.group(1));
        if (principal == null) {
            return refused("The security token included in the request is invalid.");
        }
        if (!isNow(date)) {
            return refused("Signature expired: " + date + " is now earlier than " + DATE.format(now().minus(VALID))
                    + " (" + DATE.format(now()) + " - 5 min.)");
        }
        if (!parts.group(4).equals("execute-api") || !date.startsWith(parts.group(2))) {
            return refused("Credential should be scoped to correct service: 'execute-api'.");
        }
        String scope = parts.group(2) + "/" + parts.group(3) + "/" + parts.group(4) + "/aws4_request";
        String canonical = canonical(method, path, query, headers, parts.group(5), body);
        String toSign =
                "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hash(canonical.getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + principal.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        boolean right = MessageDigest.isEqual(HexFormat.of().parseHex(parts.group(6)), hmac(key, toSign));
        return right
                ? new Result(principal.arn(), null)
                : refused(
                        "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                                + " Access Key and signing method. Consult the service documentation for details.");
    }

    private static String canonical(
            String method, String path, @Nullable String query, MultiMap headers, String signed, Buffer body) {
        String names = Stream.of(signed.split(";", -1))
                .map(name -> name + ":"
                        + headers.getAll(name).stream()
                                .map(value -> value.strip().replaceAll(" +", " "))
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
        String sortedQuery = query == null
                ? ""
                : Stream.of(query.split("&", -1))
                        .map(each -> each.contains("=") ? each : each + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        String announced = headers.get("X-Amz-Content-Sha256");
        return String.join(
                "\n",
                List.of(
                        method,
                        // Each service but S3 encodes the path twice.
                        path.replace("%", "%25"),
                        sortedQuery,
                        names,
                        signed,
                        announced == null || !announced.equals("UNSIGNED-PAYLOAD")
                                ? hash(body.getBytes())
                                : announced));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private boolean isNow(String date) {
        try {
            Instant signed = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
            return Duration.between(signed, clock.instant()).abs().compareTo(VALID) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Result refused(String words) {
        return new Result(null, words);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
