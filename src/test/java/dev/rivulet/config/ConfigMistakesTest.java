package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigMistakesTest {
    @TempDir
    Path home;

    @Test
    void reportsAllMistakesAtOnceEachWithPlaceKeyReasonAndNearestKey() {
        List<String> mistakes = ConfigFixture.in(home)
                .file("""
                        http:
                          prot: 80
                          port: 99999
                        shutdownGrace: soon
                        discord:
                          historyMessages: -1
                          maxUnshown: 5
                        router:
                          maxInFlight: many
                          rules:
                            - {chanel: 1, backend: handbook}
                            - {server: 1}
                          fallbacks: [handbok]
                        token: abc
                        """)
                .variable("RIVULET_HTTP_PROT", "1")
                .variable("RIVULET_ROUTER_IDLE", "0s")
                .variable("OLLAMA_URL", "localhost:11434")
                .mistakes();

        assertThat(mistakes)
                .containsExactly(
                        "config/rivulet.yaml:2: http.prot is no setting; did you mean http.port?",
                        "config/rivulet.yaml:3: http.port must be from 0 to 65535, not 99999.",
                        "config/rivulet.yaml:4: shutdownGrace must be a duration such as 250ms, 30s, 5m or 1h, not \"soon\".",
                        "config/rivulet.yaml:6: discord.historyMessages must be at least 0, not -1.",
                        "config/rivulet.yaml:7: discord.maxUnshown must be at least 2000, not 5.",
                        "config/rivulet.yaml:9: router.maxInFlight must be a whole number, not \"many\".",
                        "config/rivulet.yaml:11: router.rules[0].chanel is no setting; did you mean router.rules[0].channel?",
                        "config/rivulet.yaml:11: router.rules[0] must set at least one of server, channel and user.",
                        "config/rivulet.yaml:12: router.rules[1] must set at least one of backend, model and profile.",
                        "config/rivulet.yaml:13: router.fallbacks[0] names \"handbok\", which isn't a backend;"
                                + " did you mean handbook?",
                        "config/rivulet.yaml:14: token is no setting; did you mean discord.token?",
                        "environment: RIVULET_HTTP_PROT is no setting; did you mean RIVULET_HTTP_PORT?",
                        "environment, OLLAMA_URL: ollama.url must be an http:// or https:// address with a host.",
                        "environment, RIVULET_ROUTER_IDLE: router.idle must be longer than nothing, such as 30s or 5m.");
    }

    @Test
    void listsWhatThereIsWhenNothingIsNear() {
        assertThat(ConfigFixture.in(home).file("http: {xyzzy: 1}").mistakes())
                .containsExactly(
                        "config/rivulet.yaml:1: http.xyzzy is no setting; there are http.host, http.port, http.apiToken.");
    }

    @Test
    void rejectsValuesOfWrongShape() {
        assertThat(ConfigFixture.in(home).file("""
                                http: 8080
                                ollama: [a]
                                dataDir: {a: b}
                                router:
                                  fallbacks: {a: b}
                                  allowRequested: perhaps
                                log: {level: loud}
                                backends:
                                  small: {}
                                  ollama: {ollama: {}}
                                """).mistakes())
                .containsExactly(
                        "config/rivulet.yaml:1: http must be a group of settings, not a single value or a list.",
                        "config/rivulet.yaml:2: ollama must be a group of settings, not a single value or a list.",
                        "config/rivulet.yaml:3: dataDir must be a single value, not a list or a group.",
                        "config/rivulet.yaml:5: router.fallbacks must be a list.",
                        "config/rivulet.yaml:6: router.allowRequested must be true or false, not \"perhaps\".",
                        "config/rivulet.yaml:7: log.level must be one of ERROR, WARN, INFO, DEBUG, TRACE, not \"loud\".",
                        "config/rivulet.yaml:9: backends.small must say what kind of backend it is: set ollama or agentcore.",
                        "config/rivulet.yaml:9: backends must not be named ollama, which is built in.");
    }

    @Test
    void rejectsFileThatIsNoYamlAndKeyThatIsSetTwice() {
        assertThat(ConfigFixture.in(home).file("http:\n  port: [1,\n").mistakes())
                .singleElement()
                .asString()
                .startsWith("config/rivulet.yaml:")
                .contains("is not YAML");
        assertThat(ConfigFixture.in(home).file("just words").mistakes())
                .containsExactly("config/rivulet.yaml:1: the file must hold settings as \"key: value\".");
        assertThat(ConfigFixture.in(home)
                        .file("http:\n  port: 1\n  host: localhost\n  port: 2\n")
                        .mistakes())
                .containsExactly(
                        "config/rivulet.yaml:4: http.port is set twice, here and at config/rivulet.yaml:2; keep one of them.");
    }

    @Test
    void rejectsNamesThatNothingHas() {
        assertThat(ConfigFixture.in(home).file("""
                                backend: smal
                                backends:
                                  small: {ollama: {}}
                                router:
                                  rules: [{server: 1, backend: big, profile: pirate}]
                                """).mistakes())
                .containsExactly(
                        "config/rivulet.yaml:1: backend names \"smal\", which isn't a backend; did you mean small?",
                        "config/rivulet.yaml:5: router.rules[0].backend names \"big\", which isn't a backend;"
                                + " there are ollama, handbook, small.",
                        "config/rivulet.yaml:5: router.rules[0].profile names \"pirate\", which isn't a profile with a prompt;"
                                + " there are default.");
    }

    @Test
    void demandsTokenOnAddressesThatOtherMachinesReach() {
        for (String host : List.of("0.0.0.0", "::", "192.168.1.2", "example.com")) {
            assertThat(ConfigFixture.in(home)
                            .variable("RIVULET_HTTP_HOST", host)
                            .mistakes())
                    .as(host)
                    .singleElement()
                    .asString()
                    .startsWith("environment, RIVULET_HTTP_HOST: http.host is " + host)
                    .contains("RIVULET_API_TOKEN");
        }
        for (String host : List.of("127.0.0.1", "127.8.8.8", "::1", "localhost")) {
            assertThat(ConfigFixture.in(home)
                            .variable("RIVULET_HTTP_HOST", host)
                            .mistakes())
                    .as(host)
                    .isEmpty();
        }
        assertThat(ConfigFixture.in(home)
                        .variable("RIVULET_HTTP_HOST", "0.0.0.0")
                        .variable("RIVULET_API_TOKEN", "t")
                        .mistakes())
                .isEmpty();
    }

    @Test
    void saysWhichNamedFileIsMissing() {
        assertThat(ConfigFixture.in(home).variable("RIVULET_CONFIG", "no.yaml").mistakes())
                .containsExactly(
                        "environment: RIVULET_CONFIG names " + home.resolve("no.yaml") + ", which isn't a file.");
    }

    @Test
    void prefersCommandLineOverVariableOverFile() {
        ConfigFixture fixture =
                ConfigFixture.in(home).file("http: {port: 1}\nsimulator: {port: 1}\nlog: {level: WARN}");
        fixture.variable("RIVULET_HTTP_PORT", "2").variable("RIVULET_SIMULATOR_PORT", "2");

        LoadedConfig loaded = fixture.loader().load(null, Map.of("http.port", "3"));

        assertThat(loaded.config().http().port()).isEqualTo(3);
        assertThat(loaded.config().simulator().port()).isEqualTo(2);
        assertThat(loaded.config().log().level()).isEqualTo(LogConfig.Level.WARN);
        assertThat(loaded.settings())
                .contains(
                        new Explained("http.port", "3", new Source.OnCommandLine()),
                        new Explained("simulator.port", "2", new Source.InEnvironment("RIVULET_SIMULATOR_PORT")),
                        new Explained("log.level", "WARN", new Source.InFile(Path.of("config/rivulet.yaml"), 3)),
                        new Explained("http.host", "127.0.0.1", new Source.ByDefault()));
    }
}
