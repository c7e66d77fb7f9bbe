package dev.rivulet.config;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A router elsewhere, which the backend named {@code remote} asks.
 *
 * @param url the full address of its {@code /chat}, with the stage where there is one; null where there is no such router
 * @param auth how to say who asks; unset, as {@link #howToAuthenticate} finds
 * @param token for {@link Auth#BEARER}
 * @param region of the API, for {@link Auth#IAM}; unset, as its host name says
 * @param connectTimeout how long a connection may take
 * @param begin how long the response may take to begin: a cold start, and a wait for a free function
 * @param silence how long the far router may say nothing at all, not even that it lives
 */
public record ChatConfig(
        @Nullable URI url,
        @Nullable Auth auth,
        @Nullable Secret token,
        @Nullable String region,
        @Default("5s") Duration connectTimeout,
        @Default("60s") Duration begin,
        @Default("45s") Duration silence) {
    private static final Pattern API_GATEWAY = Pattern.compile(
            "[a-z0-9-]+\\.execute-api\\.([a-z0-9-]+)\\.(amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws)");

    /** Ways to say who asks. */
    public enum Auth {
        /** AWS's signature, with credentials found as every AWS program finds them. */
        IAM,
        /** The header {@code Authorization: Bearer TOKEN}. */
        BEARER,
        /** None, for a router on this machine. */
        NONE
    }

    public ChatConfig {
        Check.positive("connectTimeout", connectTimeout);
        Check.positive("begin", begin);
        Check.positive("silence", silence);
        if (url != null) {
            Check.httpUrl("url", url);
            check(url, howToAuthenticate(url, auth, token), token, region);
        }
    }

    private static void check(URI url, Auth auth, @Nullable Secret token, @Nullable String region) {
        if (url.getRawPath().isEmpty()) {
            throw new IllegalArgumentException(
                    "url must be the endpoint's full address, such as https://HOST/STAGE/chat: it has no path");
        }
        if (url.getUserInfo() != null || url.getRawQuery() != null) {
            throw new IllegalArgumentException("url must have no user, password or query");
        }
        switch (auth) {
            case IAM -> {
                if (region == null && !API_GATEWAY.matcher(url.getHost()).matches()) {
                    throw new IllegalArgumentException(
                            "region must be set, since the host name of url does not tell it");
                }
            }
            case BEARER -> {
                if (token == null) {
                    throw new IllegalArgumentException("token must be set, since auth is bearer");
                }
            }
            case NONE -> {
                if (!isLoopback(url)) {
                    throw new IllegalArgumentException(
                            "auth must be iam or bearer (with a token), since other machines can" + " reach "
                                    + url.getHost());
                }
            }
        }
        if (url.getScheme().equals("http") && !isLoopback(url)) {
            throw new IllegalArgumentException(
                    "url must begin with https://, since questions would travel unencrypted to " + url.getHost());
        }
    }

    private static boolean isLoopback(URI url) {
        return new HttpConfig(url.getHost().replaceAll("[\\[\\]]", ""), 0, null).isLoopback();
    }

    private static Auth howToAuthenticate(URI url, @Nullable Auth auth, @Nullable Secret token) {
        if (auth != null) {
            return auth;
        }
        return API_GATEWAY.matcher(url.getHost()).matches() && token == null
                ? Auth.IAM
                : token == null ? Auth.NONE : Auth.BEARER;
    }

    /** What is set; else IAM for API Gateway's own host names, bearer where there is a token, and none. */
    public Auth howToAuthenticate() {
        return howToAuthenticate(requireUrl(), auth, token);
    }

    /** What is set, else what the host name says. */
    public String signingRegion() {
        if (region != null) {
            return region;
        }
        Matcher host = API_GATEWAY.matcher(requireUrl().getHost());
        if (!host.matches()) {
            throw new IllegalStateException("no region in the host name"); // the constructor lets none through
        }
        return host.group(1);
    }

    /** @throws IllegalStateException where there is none */
    public URI requireUrl() {
        if (url == null) {
            throw new IllegalStateException("chat.url is not set");
        }
        return url;
    }
}
