package dev.rivulet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedStoreTest {

    @Test
    void isATableThatForgetsAndIsPaidForByUse() {
        Registered table =
                Mocked.run(Variant.AGENTCORE_RUNTIME, Components::store).only("aws:dynamodb/table:Table");

        assertThat(table.text("hashKey") + " " + table.text("rangeKey")).isEqualTo("pk sk");
        assertThat(table.text("ttl.attributeName")).isEqualTo("ttl");
        assertThat(table.input("ttl.enabled")).isEqualTo(true);
        assertThat(table.text("billingMode")).isEqualTo("PAY_PER_REQUEST");
    }
}
