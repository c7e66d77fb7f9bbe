package dev.rivulet.discord.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenMessagesTest {
    @Test
    void knowsWhatItSawAndForgetsTheOldestFirst() {
        SeenMessages seen = new SeenMessages();
        for (int i = 0; i <= SeenMessages.CAPACITY; i++) {
            assertThat(seen.add("m" + i)).isTrue();
        }
        assertThat(seen.add("m" + SeenMessages.CAPACITY)).isFalse();
        assertThat(seen.add("m1")).isFalse();
        assertThat(seen.contains("m0")).isFalse();
        assertThat(seen.ids()).hasSize(SeenMessages.CAPACITY);
    }
}
