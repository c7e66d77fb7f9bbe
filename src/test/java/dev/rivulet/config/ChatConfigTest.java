package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.config.ChatConfig.Auth;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatConfigTest {
    private static final String API = "https://abc123.execute-api.eu-central-1.amazonaws.com/live/chat";

    @TempDir
    Path home;

    @Test
    void mapsEverySetting() {
        ChatConfig config = ConfigFixture.in(home).file("""
                        chat: {url: "https://chat.example/chat", auth: iam, token: secret-token, region: eu-west-1,
                          connectTimeout: 1s, begin: 90s, silence: 2m}""").load().config().chat();
        assertThat(config)
                .isEqualTo(new ChatConfig(
                        URI.create("https://chat.example/chat"),
                        Auth.IAM,
                        new Secret("secret-token"),
                        "eu-west-1",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(2)));
        assertThat(config.signingRegion()).isEqualTo("eu-west-1");
        assertThat(config.toString()).doesNotContain("secret-token");
    }

    @Test
    void findsOutHowToSayWhoAsks() {
        assertThat(chat(API, null, null, null).howToAuthenticate()).isEqualTo(Auth.IAM);
        assertThat(chat(API, null, null, null).signingRegion()).isEqualTo("eu-central-1");
        assertThat(chat(API, null, "token", null).howToAuthenticate()).isEqualTo(Auth.BEARER);
        assertThat(chat("https://chat.example/chat", null, "token", null).howToAuthenticate())
                .isEqualTo(Auth.BEARER);
        assertThat(chat("http://localhost:8080/chat", null, null, null).howToAuthenticate())
                .isEqualTo(Auth.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example/chat, , , auth must be iam or bearer",
        "https://chat.example/chat, none, , auth must be iam or bearer",
        "https://chat.example/chat, iam, , region must be set",
        "https://chat.example/chat, bearer, , token must be set",
        "http://chat.example/chat, bearer, token, url must begin with https://",
        "https://chat.example, bearer, token, full address",
        "https://ada:secret@chat.example/chat, bearer, token, no user",
    })
    void saysWhatIsMissing(String url, String auth, String token, String words) {
        Auth how = auth == null ? null : Auth.valueOf(auth.toUpperCase(java.util.Locale.ROOT));
        assertThatThrownBy(() -> chat(url, how, token, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret");
    }

    @Test
    void putsTheRouterElsewhereFirstAndAConfiguredOllamaBehindItOnlyWhereRulesSaySo() {
        RivuletConfig config = ConfigFixture.in(home)
                .file("router: {fallbacks: [ollama]}")
                .variable("RIVULET_CHAT_URL", API)
                .variable("OLLAMA_MODEL", "tiny")
                .load()
                .config();
        assertThat(config.backendNames()).contains(RivuletConfig.REMOTE);
        assertThat(config.defaultChain()).containsExactly("remote", "ollama");
    }

    @Test
    void knowsNoRouterElsewhereUnlessOneIsSet() {
        RivuletConfig config = ConfigFixture.in(home).load().config();
        assertThat(config.backendNames()).doesNotContain(RivuletConfig.REMOTE);
    }

    private static ChatConfig chat(String url, Auth auth, String token, String region) {
        return new ChatConfig(
                URI.create(url),
                auth,
                token == null ? null : new Secret(token),
                region,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(45));
    }
}
