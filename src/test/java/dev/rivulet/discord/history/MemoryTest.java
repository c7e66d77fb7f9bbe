package dev.rivulet.discord.history;

import static dev.rivulet.discord.Scene.await;
import static dev.rivulet.discord.history.Messages.CHANNEL;
import static dev.rivulet.discord.history.Messages.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.discord.client.Gateway;
import dev.rivulet.store.JsonFile;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private Memory load() {
        return await(Memory.load(vertx, new JsonFile(vertx, directory.resolve("discord.json"))));
    }

    @Test
    void knowsAfterARestartWhatItDealtWithHowFarItReadAndWhatIsUnfinished() {
        Memory before = load();
        assertThat(before.see("10")).isTrue();
        assertThat(before.see("10")).isFalse();
        before.watch(said("10", "7", "question"));
        before.readTo(said("30", "7", "later"));
        before.readTo(said("20", "7", "earlier"));
        before.begun(CHANNEL, "11");
        before.begun(CHANNEL, "12");
        before.finished(List.of("12"));
        await(before.close());

        Memory after = load();
        assertThat(after.see("10")).isFalse();
        assertThat(after.see("40")).isTrue();
        assertThat(after.channels()).containsOnlyKeys(CHANNEL).containsValue(new Memory.ReadTo("3000", "30"));
        assertThat(after.unfinished()).containsOnlyKeys("11").containsEntry("11", CHANNEL);
        assertThat(after.session()).isNull();
    }

    @Test
    void followsOnlyChannelsInWhichItWasAddressed() {
        Memory memory = load();
        memory.readTo(said("30", "7", "chatter"));
        assertThat(memory.channels()).isEmpty();
    }

    @Test
    void leavesNoSessionBehindOnceItWasEnded() {
        Memory before = load();
        before.keep(() -> Optional.of(new Gateway.Session("session", 5)));
        await(before.close());
        assertThat(load().session()).isNull();
    }
}
