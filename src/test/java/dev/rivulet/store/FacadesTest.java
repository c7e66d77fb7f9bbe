package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.store.Preferences.Holder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacadesTest {
    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock("2026-11-25T12:00:00Z");

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = Await.soon(EmbeddedStore.open(vertx, directory.resolve("store.mv"), clock));
    }

    @AfterEach
    void close() throws Exception {
        Await.soon(store.close());
        Await.soon(vertx.close());
    }

    @Test
    void aConversationIsFreshFromItsLastReset() throws Exception {
        Generations generations = new Generations(store);
        ConversationId here = new ConversationId("here");
        assertThat(Await.soon(generations.since(here))).isEmpty();
        Await.soon(generations.begin(here, clock.instant()));
        clock.advance(Duration.ofMinutes(1));
        Await.soon(generations.begin(here, clock.instant()));
        assertThat(Await.soon(generations.since(here))).contains(Instant.parse("2026-11-25T12:01:00Z"));
        assertThat(Await.soon(generations.since(new ConversationId("there")))).isEmpty();
    }

    @Test
    void preferencesAreEachHoldersOwn() throws Exception {
        Preferences preferences = new Preferences(store, clock);
        Await.soon(preferences.set(Holder.CHANNEL, "1", "model", "small"));
        Await.soon(preferences.set(Holder.CHANNEL, "1", "backend", "ollama"));
        Await.soon(preferences.set(Holder.USER, "1", "quiet", "true"));
        Await.soon(preferences.set(Holder.CHANNEL, "1", "model", "large"));
        Await.soon(preferences.unset(Holder.CHANNEL, "1", "backend"));
        assertThat(Await.soon(preferences.of(Holder.CHANNEL, "1"))).isEqualTo(Map.of("model", "large"));
        assertThat(Await.soon(preferences.of(Holder.USER, "1"))).isEqualTo(Map.of("quiet", "true"));
        assertThat(Await.soon(preferences.of(Holder.CHANNEL, "11"))).isEmpty();
    }

    @Test
    void aConversationsPreferencesAreForgottenInTheEnd() throws Exception {
        Preferences preferences = new Preferences(store, clock);
        Await.soon(preferences.set(Holder.CONVERSATION, "1", "model", "small"));
        Await.soon(preferences.set(Holder.CHANNEL, "1", "model", "small"));
        clock.advance(Duration.ofDays(90));
        assertThat(Await.soon(preferences.of(Holder.CONVERSATION, "1"))).isEmpty();
        assertThat(Await.soon(preferences.of(Holder.CHANNEL, "1"))).hasSize(1);
    }

    @Test
    void aStopMarkIsSeenForHalfAnHour() throws Exception {
        StopMarks marks = new StopMarks(store, clock);
        Await.soon(marks.stop("q1"));
        assertThat(Await.soon(marks.isStopped("q1"))).isTrue();
        assertThat(Await.soon(marks.isStopped("q2"))).isFalse();
        clock.advance(Duration.ofMinutes(30));
        assertThat(Await.soon(marks.isStopped("q1"))).isFalse();
    }
}
