package dev.rivulet.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptedTest {
    @Test
    void marksAPlaceholderAndWhatHasNoEndAndKeepsTheText() {
        assertThat(Interrupted.mark("-# … thinking"))
                .hasValueSatisfying(
                        content -> assertThat(content).startsWith("-# ").contains("Interrupted by a restart"));
        assertThat(Interrupted.mark("some text"))
                .hasValueSatisfying(content ->
                        assertThat(content).startsWith("some text\n-# ").contains("Interrupted by a restart"));
    }

    @Test
    void leavesAloneWhatHasEndedOrGoesOn() {
        assertThat(Interrupted.mark("whole\n-# model · backend · 3.2 s")).isEmpty();
        assertThat(Interrupted.mark("part\n-# ⚠ It failed.")).isEmpty();
        assertThat(Interrupted.mark("page\n-# continues below")).isEmpty();
    }
}
