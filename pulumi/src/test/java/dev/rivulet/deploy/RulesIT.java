package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every variant keeps every rule, and each rule sees what it is there to see. */
class RulesIT {

    @ParameterizedTest
    @EnumSource
    void holdsForEachVariant(Variant variant) {
        Graph graph = variant.graph();

        for (Rule rule : Rule.values()) {
            assertThat(rule.broken(graph)).as(rule.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void previewsEachVariantBeforeAnythingIsKnown(Variant variant) {
        Graph preview = Run.stack(variant.config(), true).succeeded();

        assertThat(preview.function().input("role")).isEqualTo(Plain.Unknown.UNTIL_UPDATED);
        assertThat(Rule.SECRETS_STAY_SECRET.broken(preview)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void goesRedByMutation(Mutation mutation) {
        assertThat(mutation.rule.broken(mutation.graph()))
                .as(mutation.rule.name())
                .isNotEmpty();
    }
}
