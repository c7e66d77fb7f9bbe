package dev.rivulet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import dev.rivulet.simulator.world.WorldEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A measurement that can't see what goes wrong is worth nothing. */
class ObserverTest {
    private final Vertx vertx = Vertx.vertx();
    private final World world = new World(vertx, InstantSource.system());
    private User bot;
    private long now;
    private Observer observer;

    @BeforeEach
    void watch() {
        bot = world.createBot("Bench");
        observer = new Observer(bot.id(), () -> now);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void tellsHowLongTokensWaitWhenTheyAreFirstVisibleAndWhatFreezes() {
        write(0, 1_000);
        write(1, 1_100);
        show(1_200, word(0));
        show(1_500, word(0) + " " + word(1));
        write(2, 2_000);
        end(2_000);
        assertThat(observer.whole(0)).isNotDone();
        show(2_300, word(0) + " " + word(1) + " " + word(2));

        assertThat(observer.whole(0)).isDone();
        Observer.Seen seen = observer.seenFrom(0).getFirst();
        assertThat(seen.meanWait()).isEqualTo(Duration.ofMillis((200 + 400 + 300) / 3));
        assertThat(seen.first()).isEqualTo(Duration.ofMillis(200));
        assertThat(seen.end()).isEqualTo(Duration.ofMillis(300));
        assertThat(seen.freeze()).isEqualTo(Duration.ofMillis(800));
        assertThat(seen.lost()).isZero();
    }

    @Test
    void countsWhatNeverBecameVisibleOrWasCutInHalf() {
        write(0, 0);
        write(1, 0);
        end(0);
        show(100, word(0) + " " + word(1).substring(0, 4));
        assertThat(observer.whole(0)).isNotDone();
        assertThat(observer.seenFrom(0).getFirst().lost()).isEqualTo(1);
    }

    @Test
    void looksAtTheBotOnly() {
        write(0, 0);
        end(0);
        at(100);
        observer.happened(new WorldEvent.MessageCreated(post(world.createPerson("Ada"), word(0))));
        assertThat(observer.whole(0)).isNotDone();
    }

    private static String word(int token) {
        return Observer.word(0, token);
    }

    private void at(long milliseconds) {
        now = milliseconds * 1_000_000;
    }

    private void write(int token, long milliseconds) {
        at(milliseconds);
        observer.written(0, token);
    }

    private void end(long milliseconds) {
        at(milliseconds);
        observer.ended(0);
    }

    private void show(long milliseconds, String text) {
        at(milliseconds);
        observer.happened(new WorldEvent.MessageCreated(post(bot, text)));
    }

    private Message post(User who, String text) {
        return world.messages().post(world.createChannel("x").id(), who, Draft.text(text));
    }
}
