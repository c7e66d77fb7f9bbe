package dev.rivulet.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.config.RouterConfig.Rule;
import dev.rivulet.language.Language;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tests a record: every default, and every setting mapped. */
class RivuletConfigTest {
    @TempDir
    Path home;

    @Test
    void hasRootDefaults() {
        RivuletConfig config = ConfigFixture.in(home).load().config();

        assertThat(config.backend()).isNull();
        assertThat(config.dataDir()).isEqualTo(home.resolve(".rivulet"));
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.prompts()).isEqualTo(home.resolve("config/prompts"));
        assertThat(config.backends()).isEmpty();
        assertThat(config.store()).isEqualTo(new StoreConfig(StoreConfig.Kind.EMBEDDED, null, null, null));
        assertThat(config.simulator()).isEqualTo(new SimulatorConfig(8081));
        assertThat(config.chat())
                .isEqualTo(new ChatConfig(
                        null, null, null, null, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(45)));
        assertThat(config.lambda()).isEqualTo(new LambdaConfig(LambdaConfig.Response.STREAM));
        assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Level.INFO, null));
    }

    @Test
    void answersEverybodyByDefault() {
        assertThat(ConfigFixture.in(home).load().config().access()).isEqualTo(AccessConfig.everybody());
    }

    @Test
    void mapsEveryAccessSetting() {
        AccessConfig access = ConfigFixture.in(home).file("""
                        access:
                          servers: {allow: [1], deny: [2]}
                          channels: {allow: [3], deny: [4]}
                          roles: {allow: [5], deny: [6]}
                          users: {allow: [7], deny: [8]}
                          directMessages: false
                          admins: [9]
                        """).load().config().access();

        assertThat(access)
                .isEqualTo(new AccessConfig(
                        new AccessConfig.Listed(List.of("1"), List.of("2")),
                        new AccessConfig.Listed(List.of("3"), List.of("4")),
                        new AccessConfig.Listed(List.of("5"), List.of("6")),
                        new AccessConfig.Listed(List.of("7"), List.of("8")),
                        false,
                        List.of("9")));
    }

    @Test
    void limitsNothingByDefault() {
        assertThat(ConfigFixture.in(home).load().config().budgets()).isEqualTo(BudgetsConfig.none());
        assertThat(BudgetsConfig.none().isOn()).isFalse();
    }

    @Test
    void mapsEveryBudgetsSetting() {
        BudgetsConfig budgets = ConfigFixture.in(home).file("""
                        budgets:
                          user: {questions: 1, tokens: 2}
                          channel: {questions: 3, tokens: 4}
                          server: {questions: 5, tokens: 6}
                          total: {questions: 7, tokens: 8}
                          answerTokens: 9
                          softer: {backend: handbook, model: small}
                          withoutStore: false
                        """).load().config().budgets();

        assertThat(budgets)
                .isEqualTo(new BudgetsConfig(
                        new BudgetsConfig.Limits(1, 2),
                        new BudgetsConfig.Limits(3, 4),
                        new BudgetsConfig.Limits(5, 6),
                        new BudgetsConfig.Limits(7, 8),
                        9,
                        new BudgetsConfig.Softer("handbook", "small"),
                        false));
    }

    @Test
    void mapsEveryRootSetting() {
        RivuletConfig config = ConfigFixture.in(home).file("""
                        backend: small
                        dataDir: state
                        shutdownGrace: 1m30s
                        prompts: /etc/rivulet/prompts
                        backends:
                          small: {ollama: {model: tiny}}
                        store: {kind: dynamodb, table: rivulet, region: eu-central-1, endpoint: "http://localhost:8000/"}
                        simulator: {port: 0}
                        lambda: {response: buffered}
                        log: {level: debug, heartbeat: 1m}
                        """).load().config();

        assertThat(config.backend()).isEqualTo("small");
        assertThat(config.dataDir()).isEqualTo(home.resolve("state"));
        assertThat(config.shutdownGrace()).isEqualTo(Duration.ofSeconds(90));
        assertThat(config.prompts()).isEqualTo(Path.of("/etc/rivulet/prompts"));
        assertThat(config.backends())
                .isEqualTo(Map.of(
                        "small",
                        new BackendConfig(
                                new OllamaConfig(
                                        URI.create("http://localhost:11434"),
                                        "tiny",
                                        null,
                                        null,
                                        Map.of(),
                                        Duration.ofSeconds(5)),
                                null)));
        assertThat(config.store())
                .isEqualTo(new StoreConfig(
                        StoreConfig.Kind.DYNAMODB, "rivulet", "eu-central-1", URI.create("http://localhost:8000")));
        assertThat(config.simulator()).isEqualTo(new SimulatorConfig(0));
        assertThat(config.lambda()).isEqualTo(new LambdaConfig(LambdaConfig.Response.BUFFERED));
        assertThat(config.log()).isEqualTo(new LogConfig(LogConfig.Level.DEBUG, Duration.ofMinutes(1)));
    }

    @Test
    void hasDiscordDefaults() {
        assertThat(ConfigFixture.in(home).load().config().discord())
                .isEqualTo(new DiscordConfig(
                        null, URI.create("https://discord.com/api/v10"), List.of(), 30, 24_000, 8_000));
    }

    @Test
    void mapsEveryDiscordSetting() {
        RivuletConfig config = ConfigFixture.in(home).file("""
                        discord:
                          token: aaa.bbb.ccc
                          apiUrl: http://127.0.0.1:9/api/v10/
                          channels: [1234567890123456789, "17"]
                          historyMessages: 1
                          historyCharacters: 2
                          maxUnshown: 3000
                          answers:
                            language: JA
                            place: thread
                            titles: false
                            linkPreviews: true
                            codeFiles: 7
                            rules: [{server: 1, language: de}, {channel: 2, place: channel}]
                          attachments:
                            maxFiles: 1
                            maxBytes: 2
                            maxCharacters: 3
                            imageEdge: 64
                            pdfPages: 5
                            timeout: 6s
                            hosts: [files.example]
                        """).load().config();

        assertThat(config.discord())
                .isEqualTo(new DiscordConfig(
                        new Secret("aaa.bbb.ccc"),
                        URI.create("http://127.0.0.1:9/api/v10"),
                        List.of("1234567890123456789", "17"),
                        1,
                        2,
                        3_000,
                        new AnswersConfig(
                                Language.JAPANESE,
                                AnswersConfig.Where.THREAD,
                                false,
                                true,
                                7,
                                List.of(
                                        new AnswersConfig.Rule("1", null, Language.GERMAN, null),
                                        new AnswersConfig.Rule(null, "2", null, AnswersConfig.Where.CHANNEL))),
                        new AttachmentsConfig(1, 2, 3, 64, 5, Duration.ofSeconds(6), List.of("files.example"))));
    }

    @Test
    void hasOllamaDefaults() {
        assertThat(ConfigFixture.in(home).load().config().ollama())
                .isEqualTo(new OllamaConfig(
                        URI.create("http://localhost:11434"), null, null, null, Map.of(), Duration.ofSeconds(5)));
    }

    @Test
    void mapsEveryOllamaSetting() {
        RivuletConfig config = ConfigFixture.in(home).file("""
                        ollama:
                          url: https://gpu.example/ollama/
                          model: llama3.2
                          keepAlive: -1
                          think: true
                          options:
                            num_ctx: 8192
                            temperature: 0.5
                            penalize_newline: false
                            stop: [a, "1"]
                          connectTimeout: 250ms
                        """).load().config();

        assertThat(config.ollama())
                .isEqualTo(new OllamaConfig(
                        URI.create("https://gpu.example/ollama"),
                        "llama3.2",
                        "-1",
                        "true",
                        Map.of(
                                "num_ctx",
                                8192,
                                "temperature",
                                0.5,
                                "penalize_newline",
                                false,
                                "stop",
                                List.of("a", "1")),
                        Duration.ofMillis(250)));
    }

    @Test
    void hasRouterDefaults() {
        assertThat(ConfigFixture.in(home).load().config().router())
                .isEqualTo(new RouterConfig(
                        List.of(),
                        List.of(),
                        true,
                        16,
                        1,
                        4,
                        64,
                        96,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(15)));
    }

    @Test
    void mapsEveryRouterSetting() {
        RivuletConfig config = ConfigFixture.in(home)
                .prompt("terse", "Be brief.")
                .file("""
                        router:
                          rules:
                            - {server: 1, channel: 2, user: 3, backend: handbook, model: m, profile: terse}
                          fallbacks: [handbook]
                          allowRequested: no
                          maxInFlight: 2
                          maxPerConversation: 3
                          maxPerUser: 5
                          maxQueued: 0
                          maxMegabytes: 128
                          firstEvent: PT2S
                          idle: 1s
                          whole: 1h
                        """)
                .load()
                .config();

        assertThat(config.router())
                .isEqualTo(new RouterConfig(
                        List.of(new Rule("1", "2", "3", "handbook", "m", "terse")),
                        List.of("handbook"),
                        false,
                        2,
                        3,
                        5,
                        0,
                        128,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)));
    }

    @Test
    void hasHttpDefaults() {
        assertThat(ConfigFixture.in(home).load().config().http()).isEqualTo(new HttpConfig("127.0.0.1", 8080, null));
    }

    @Test
    void mapsEveryHttpSetting() {
        RivuletConfig config = ConfigFixture.in(home)
                .file("http: {host: 0.0.0.0, port: 1, apiToken: t}")
                .load()
                .config();

        assertThat(config.http()).isEqualTo(new HttpConfig("0.0.0.0", 1, new Secret("t")));
    }

    @Test
    void letsHandbookStandInOnlyForBackendThatNobodyConfigured() {
        assertThat(chain("")).containsExactly("ollama", "handbook");
        assertThat(chain("backend: ollama")).containsExactly("ollama");
        assertThat(chain("backend: handbook")).containsExactly("handbook");
        assertThat(chain("ollama: {model: llama3.2}")).containsExactly("ollama");
        assertThat(chain("ollama: {url: http://gpu:11434}")).containsExactly("ollama");
        assertThat(chain("{backend: ollama, router: {fallbacks: [handbook]}}")).containsExactly("ollama", "handbook");
        assertThat(chain("{backends: {b: {ollama: {}}}, router: {fallbacks: [b]}}"))
                .containsExactly("ollama", "b", "handbook");
        assertThat(chain("agentcore: {agentId: A, agentAliasId: B}")).containsExactly("agentcore");
        assertThat(chain("{agentcore: {agentId: A, agentAliasId: B}, ollama: {model: llama3.2}}"))
                .containsExactly("agentcore");
        assertThat(chain("{backend: ollama, agentcore: {agentId: A, agentAliasId: B}}"))
                .containsExactly("ollama");
        assertThat(chain("{backends: {b: {agentcore: {agentId: A, agentAliasId: B}}}}"))
                .containsExactly("ollama", "handbook");
    }

    private List<String> chain(String yaml) {
        return ConfigFixture.in(home).file(yaml).load().config().defaultChain();
    }

    @Test
    void namesWhatIsMissingTogetherWithAllElseThatIsWrong() {
        assertThat(ConfigFixture.in(home)
                        .file("discord: {tokn: x}")
                        .variable("RIVULET_HTTP_PORT", "many")
                        .mistakes(Need.DISCORD_TOKEN, Need.ROUTER))
                .satisfiesExactlyInAnyOrder(
                        mistake -> assertThat(mistake).contains("discord.tokn"),
                        mistake -> assertThat(mistake).contains("RIVULET_HTTP_PORT"),
                        mistake -> assertThat(mistake).contains("Set DISCORD_TOKEN"),
                        mistake -> assertThat(mistake).contains("Set RIVULET_CHAT_URL"));
    }

    @Test
    void missesNothingThatIsSetHoweverWrongItsNeighboursAre() {
        assertThat(ConfigFixture.in(home)
                        .file("discord: {token: x, maxUnshown: many}")
                        .mistakes(Need.DISCORD_TOKEN))
                .singleElement()
                .asString()
                .contains("discord.maxUnshown");
    }

    @Test
    void missesNothingThatAnUnreadableFileMayHold() {
        assertThat(ConfigFixture.in(home).file("discord:\n  token: \"x\n").mistakes(Need.DISCORD_TOKEN))
                .isNotEmpty()
                .noneMatch(mistake -> mistake.contains("Set DISCORD_TOKEN"));
    }
}
