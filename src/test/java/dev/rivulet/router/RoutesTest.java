package dev.rivulet.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Origin;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RouterConfig.Rule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));
    private static final Set<String> BACKENDS = Set.of("ollama", "agent", "spare", "handbook");
    private static final Prompts PROMPTS = new Prompts(Map.of("default", "Be kind.", "pirate", "Arr.", "bare", " "));
    private static final List<Rule> RULES = List.of(
            new Rule("s1", "c1", null, "agent", "opus", null),
            new Rule("s1", null, null, null, "small", "pirate"),
            new Rule(null, null, "u7", "spare", null, "bare"));

    private static Routes routes(boolean allowRequested) {
        return new Routes(
                Configs.router()
                        .rules(RULES)
                        .fallbacks("spare")
                        .allowRequested(allowRequested)
                        .build(),
                BACKENDS,
                List.of("ollama"),
                PROMPTS,
                NOON);
    }

    @ParameterizedTest(name = "server {0}, channel {1}, user {2}, asking for {3}/{4}/{5}: {6} with {7} as {8}")
    @CsvSource({
        // Nothing fits: the default backend, its own model, the default prompt.
        " ,  , u1,      ,      ,      , ollama spare,      , Be kind.",
        "s2,c1, u1,     ,      ,      , ollama spare,      , Be kind.",
        // All that a rule sets must match; the first that fits decides.
        "s1,c1, u1,     ,      ,      , agent spare, opus  , Be kind.",
        "s1,c2, u1,     ,      ,      , ollama spare, small, Arr.",
        "s1,c1, u7,     ,      ,      , agent spare, opus  , Be kind.",
        "s2,c2, u7,     ,      ,      , spare      ,       ,",
        // What the question asks for wins; a rule's model goes with the rule's backend only.
        " ,  , u1, agent,      ,      , agent spare ,      , Be kind.",
        " ,  , u1, agent, huge ,      , agent spare , huge , Be kind.",
        " ,  , u1,      , huge ,      , ollama spare, huge , Be kind.",
        "s1,c1, u1,ollama,     ,      , ollama spare,      , Be kind.",
        "s1,c1, u1,agent,      ,      , agent spare , opus , Be kind.",
        "s1,c2, u1,     , huge , bare , ollama spare, huge ,",
        " ,  , u1, handbook,   ,pirate, handbook spare,    , Arr.",
    })
    void choosesByTheQuestionThenTheRulesThenTheDefault(
            @Nullable String server,
            @Nullable String channel,
            String user,
            @Nullable String backend,
            @Nullable String model,
            @Nullable String profile,
            String chain,
            @Nullable String expectedModel,
            @Nullable String prompt) {
        ChatRequest request = Questions.question("r", "c", user, new Origin(server, channel, profile), backend, model);

        Route route = routes(true).route(request);

        assertThat(route).isEqualTo(new Route(List.of(chain.split(" ", -1)), expectedModel, prompt));
    }

    @Test
    void theRestOfTheDefaultChainStandsInOnlyForQuestionsThatWentTheDefaultWay() {
        Routes routes = new Routes(
                Configs.router().rules(RULES).build(), BACKENDS, List.of("ollama", "handbook"), PROMPTS, NOON);

        assertThat(routes.route(Questions.question("u1")).chain()).containsExactly("ollama", "handbook");
        assertThat(routes.route(Questions.question("u7")).chain()).containsExactly("spare");
        assertThat(routes.route(Questions.question("r", "c", "u1", Origin.UNKNOWN, "ollama", null))
                        .chain())
                .containsExactly("ollama");
    }

    @Test
    void refusesAnUnknownBackendOrProfileAndNamesTheKnownOnes() {
        assertRejected(routes(true), "gpt", null, null, "'gpt'", "agent, handbook, ollama, spare");
        assertRejected(routes(false), "gpt", null, null, "'gpt'", "agent, handbook, ollama, spare");
        assertRejected(routes(true), null, null, "clown", "'clown'", "bare, default, pirate");
    }

    @Test
    void refusesAChoiceThatQuestionsMayNotMakeUnlessItIsWhatTheyGetAnyway() {
        assertRejected(routes(false), "agent", null, null, "can't choose their backend");
        assertRejected(routes(false), null, "huge", null, "can't choose their model");

        ChatRequest same = Questions.question("r", "c", "u1", new Origin("s1", "c1", null), "agent", "opus");
        assertThat(routes(false).route(same).chain()).containsExactly("agent", "spare");
    }

    private static void assertRejected(
            Routes routes,
            @Nullable String backend,
            @Nullable String model,
            @Nullable String profile,
            String... words) {
        ChatRequest request = Questions.question("r", "c", "u1", new Origin(null, null, profile), backend, model);
        assertThatThrownBy(() -> routes.route(request))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        Failure.Rejected.class,
                                        rejected ->
                                                assertThat(rejected.message()).contains(words)));
    }

    @Test
    void namesAllMistakesOfTheConfigurationAtOnce() {
        var config = Configs.router()
                .rules(List.of(new Rule("s", null, null, "olama", null, "clown")))
                .fallbacks("handbok")
                .build();

        assertThatThrownBy(() -> new Routes(config, BACKENDS, List.of("gpt"), PROMPTS, NOON))
                .hasMessageContaining("backend: there is no backend 'gpt', only agent, handbook, ollama, spare")
                .hasMessageContaining("router.fallbacks[0]: there is no backend 'handbok'")
                .hasMessageContaining("router.rules[0].backend: there is no backend 'olama'")
                .hasMessageContaining(
                        "router.rules[0].profile: there is no profile 'clown', only bare, default, pirate");
    }

    @Test
    void asksTheFirstBackendForTheModelAndEachWithThePrompt() {
        ChatRequest asked = Questions.question("u1");
        Route route = new Route(List.of("agent", "spare"), "opus", "Be kind.");

        ChatRequest first = route.request(asked, 0);
        ChatRequest second = route.request(asked, 1);

        assertThat(first.backend()).isEqualTo("agent");
        assertThat(first.model()).isEqualTo("opus");
        assertThat(second.backend()).isEqualTo("spare");
        assertThat(second.model()).isNull();
        assertThat(List.of(first, second))
                .allSatisfy(request -> assertThat(request.messages())
                        .startsWith(ChatMessage.system("Be kind."))
                        .endsWith(asked.messages().getLast())
                        .hasSize(2));
    }

    @Test
    void passesOnToARouterElsewhereWhatOnlyThatKnowsAndAsItWasAsked() {
        Routes routes = new Routes(
                Configs.router().fallbacks("spare").build(),
                Set.of("remote", "spare", "handbook"),
                List.of("remote"),
                PROMPTS,
                InstantSource.system());
        ChatRequest request =
                Questions.question("r", "c", "u1", new Origin("s1", "c1", "theirs"), "their-backend", "huge");

        Route route = routes.route(request);

        assertThat(route.chain()).containsExactly("remote", "spare");
        assertThat(route.request(request, 0)).isEqualTo(request);
        assertThat(route.request(request, 1).backend()).isEqualTo("spare");
        assertThat(routes.route(Questions.question("r", "c", "u1", Origin.UNKNOWN, "remote", null))
                        .request(Questions.question("r", "c", "u1", Origin.UNKNOWN, "remote", null), 0)
                        .backend())
                .as("its own name means nothing there")
                .isNull();
    }
}
