package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        Await.soon(vertx.close());
    }

    @Test
    void isEmptyBeforeTheFirstSave() throws Exception {
        assertThat(Await.soon(new JsonFile(vertx, directory.resolve("a/b.json")).load()))
                .isEmpty();
    }

    @Test
    void givesBackWhatWasSavedLastAndLeavesNothingElse() throws Exception {
        Path path = directory.resolve("data/state.json");
        JsonFile file = new JsonFile(vertx, path);
        Future<Void> last = Future.future(done -> vertx.runOnContext(_ -> {
            file.save(new JsonObject().put("n", 0));
            for (int n = 1; n < 50; n++) {
                file.save(new JsonObject().put("n", n));
            }
            file.save(new JsonObject().put("n", 50)).onComplete(done);
        }));
        Await.soon(last);
        assertThat(Await.soon(new JsonFile(vertx, path).load())).isEqualTo(new JsonObject().put("n", 50));
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void startsEmptyWhenTheFileIsNotJson() throws Exception {
        Path path = directory.resolve("state.json");
        Files.writeString(path, "{\"n\": 1");
        assertThat(Await.soon(new JsonFile(vertx, path).load())).isEmpty();
    }

    @Test
    void failsWhenItCannotBeWritten() throws Exception {
        Path blocked = directory.resolve("file");
        Files.writeString(blocked, "in the way");
        Future<Void> saved = new JsonFile(vertx, blocked.resolve("state.json")).save(new JsonObject());
        assertThat(saved.transform(result -> Future.succeededFuture(result.failed()))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isTrue();
    }
}
