package dev.rivulet.router;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.Prompts;
import dev.rivulet.config.RivuletConfig;
import dev.rivulet.config.RouterConfig;
import dev.rivulet.config.RouterConfig.Rule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides which backend a question goes to. Pure, and safe to share.
 *
 * <p>The backend is the one the question names, else the one of the first rule that fits, else the first of the default chain. Those
 * that may stand in are the configured fallbacks; for a question that went the default way also the rest of the default chain. So what
 * is in the default chain only, such as the handbook where nothing is configured, never stands in for a backend that somebody chose.
 *
 * <p>A rule's model belongs to the rule's backend: it does not apply to another one that the question names. The profile is the one the
 * question names, else the rule's, else {@link Prompts#DEFAULT}.
 *
 * <p>Where a router elsewhere may be asked, a name that is unknown here goes there: that one knows.
 */
final class Routes {
    private final RouterConfig config;
    private final Collection<String> backends;
    private final List<String> defaultChain;
    private final Prompts prompts;
    private final InstantSource clock;

    /** @throws IllegalArgumentException with all {@link #mistakes} */
    Routes(
            RouterConfig config,
            Collection<String> backends,
            List<String> defaultChain,
            Prompts prompts,
            InstantSource clock) {
        List<String> mistakes = mistakes(config, backends, defaultChain, prompts);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
        this.config = config;
        this.backends = List.copyOf(new TreeSet<>(backends));
        this.defaultChain = List.copyOf(defaultChain);
        this.prompts = prompts;
        this.clock = clock;
    }

    /** What names something that is not there, each with its setting's path. */
    static List<String> mistakes(
            RouterConfig config, Collection<String> backends, List<String> defaultChain, Prompts prompts) {
        List<String> mistakes = new ArrayList<>();
        if (defaultChain.isEmpty()) {
            mistakes.add("backend: there is none that could answer");
        }
        defaultChain.forEach(name -> checkBackend("backend", name, backends, mistakes));
        for (int i = 0; i < config.fallbacks().size(); i++) {
            checkBackend("router.fallbacks[" + i + "]", config.fallbacks().get(i), backends, mistakes);
        }
        for (int i = 0; i < config.rules().size(); i++) {
            Rule rule = config.rules().get(i);
            String path = "router.rules[" + i + "]";
            if (rule.backend() != null) {
                checkBackend(path + ".backend", rule.backend(), backends, mistakes);
            }
            if (rule.profile() != null && !prompts.profiles().contains(rule.profile())) {
                mistakes.add(path + ".profile: there is no profile '" + rule.profile() + "', only "
                        + String.join(", ", prompts.profiles()));
            }
        }
        return mistakes;
    }

    private static void checkBackend(String path, String name, Collection<String> backends, List<String> mistakes) {
        if (!backends.contains(name)) {
            mistakes.add(
                    path + ": there is no backend '" + name + "', only " + String.join(", ", new TreeSet<>(backends)));
        }
    }

    /** @throws FailureException with {@link Failure.Rejected} when the question asks for what is not there or not allowed */
    Route route(ChatRequest request) {
        Optional<Rule> rule =
                config.rules().stream().filter(each -> fits(each, request)).findFirst();
        String configured = rule.map(Rule::backend).orElse(defaultChain.getFirst());
        String chosen = backend(request.backend(), configured);
        String configuredModel =
                chosen.equals(configured) ? rule.map(Rule::model).orElse(null) : null;

        SequencedSet<String> chain = new LinkedHashSet<>();
        chain.add(chosen);
        if (request.backend() == null && rule.map(Rule::backend).isEmpty()) {
            chain.addAll(defaultChain);
        }
        chain.addAll(config.fallbacks());
        return new Route(List.copyOf(chain), model(request.model(), configuredModel), prompt(request, rule));
    }

    private static boolean fits(Rule rule, ChatRequest request) {
        return fits(rule.server(), request.origin().server())
                && fits(rule.channel(), request.origin().channel())
                && fits(rule.user(), request.user().id());
    }

    private static boolean fits(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || wanted.equals(actual);
    }

    private String backend(@Nullable String asked, String configured) {
        if (asked == null || asked.equals(configured)) {
            return configured;
        }
        if (!backends.contains(asked) && config.allowRequested() && asksElsewhere()) {
            return RivuletConfig.REMOTE;
        }
        if (!backends.contains(asked)) {
            throw rejected(
                    "There is no backend '" + asked + "'; choose one of " + String.join(", ", backends)
                            + ", or leave the choice out.",
                    "unknown backend");
        }
        if (!config.allowRequested()) {
            throw rejected(
                    "Questions can't choose their backend here; leave the choice out.", "router.allowRequested is off");
        }
        return asked;
    }

    private @Nullable String model(@Nullable String asked, @Nullable String configured) {
        if (asked == null || Objects.equals(asked, configured)) {
            return configured;
        }
        if (!config.allowRequested()) {
            throw rejected(
                    "Questions can't choose their model here; leave the choice out.", "router.allowRequested is off");
        }
        return asked;
    }

    private @Nullable String prompt(ChatRequest request, Optional<Rule> rule) {
        String asked = request.origin().profile();
        if (asked != null && !prompts.profiles().contains(asked) && !asksElsewhere()) {
            throw rejected(
                    "There is no profile '" + asked + "'; choose one of " + String.join(", ", prompts.profiles())
                            + ", or leave the choice out.",
                    "unknown profile");
        }
        String profile = asked != null ? asked : rule.map(Rule::profile).orElse(Prompts.DEFAULT);
        return prompts.find(profile)
                .map(prompt -> Placeholders.fill(prompt, request, clock.instant()))
                .orElse(null);
    }

    /** Whether there is a router elsewhere, which knows backends and profiles that we don't. */
    private boolean asksElsewhere() {
        return backends.contains(RivuletConfig.REMOTE);
    }

    private static FailureException rejected(String message, String detail) {
        return new FailureException(new Failure.Rejected(message, detail));
    }
}
