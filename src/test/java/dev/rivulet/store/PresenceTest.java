package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PresenceTest {
    private final Presence presence = new Presence();

    @Test
    void isThereUntilACallEndsUnanswered() {
        assertThat(presence.isGone()).isFalse();
        presence.unanswered(presence.begins());
        assertThat(presence.isGone()).isTrue();
        presence.answered();
        assertThat(presence.isGone()).isFalse();
    }

    @Test
    void isThereWhereAnotherCallWasAnsweredMeanwhile() {
        long late = presence.begins();
        presence.answered();
        presence.unanswered(late);
        assertThat(presence.isGone()).isFalse();
    }
}
