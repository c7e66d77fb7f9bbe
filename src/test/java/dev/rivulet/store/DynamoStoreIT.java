package dev.rivulet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.Await;
import dev.rivulet.config.StoreConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DynamoStoreIT extends StoreContract {
    private static final Key KEY = new Key("here", "a");

    private static Vertx vertx;
    private static DynamoDbLocal local;
    private static Store store;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        local = DynamoDbLocal.start();
        store = open(local.config());
    }

    private static Store open(StoreConfig config) {
        return DynamoStore.open(vertx, config, DynamoDbLocal.CREDENTIALS, CLOCK);
    }

    @AfterAll
    static void close() throws Exception {
        Await.soon(store.close());
        local.close();
        Await.soon(vertx.close());
    }

    @Override
    Store store() {
        return store;
    }

    @Test
    void severalProcessesSeeTheSame() throws Exception {
        Store other = open(local.config());
        Await.soon(other.commit(List.of(new Change.Put(KEY, "from the other", null))));
        assertThat(Await.soon(store.get(KEY))).contains("from the other");
        Await.soon(other.close());
    }

    @Test
    void saysThatTheTableIsMissing() throws Exception {
        StoreConfig config = local.config();
        Store nowhere =
                open(new StoreConfig(StoreConfig.Kind.DYNAMODB, "elsewhere", config.region(), config.endpoint()));
        assertThatThrownBy(() -> Await.soon(nowhere.get(KEY)))
                .isInstanceOf(StoreException.class)
                .hasMessage("The DynamoDB table elsewhere can't be used: there is no such table: create it, or set"
                        + " store.table to its name.");
        Await.soon(nowhere.close());
    }

    @Test
    void failsWithinItsDeadlineWhereNobodyAnswers() throws Exception {
        Store away = open(new StoreConfig(
                StoreConfig.Kind.DYNAMODB, "rivulet", "eu-central-1", URI.create("http://127.0.0.1:1")));
        assertThatThrownBy(() -> Await.soon(away.commit(List.of(new Change.Put(KEY, "x", null)))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.region, the network and the rights")
                .isInstanceOfSatisfying(
                        StoreException.class, gone -> assertThat(gone.isBusy()).isFalse());
        assertThat(away.isGone()).isTrue();
        Await.soon(away.close());
    }

    @Test
    void isBusyRatherThanGoneWhereEveryTransactionMeetsAnother() throws Exception {
        HttpServer conflicting = Await.soon(vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(400)
                        .putHeader("Content-Type", "application/x-amz-json-1.0")
                        .end("""
                                {"__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                                 "CancellationReasons": [{"Code": "TransactionConflict"}]}
                                """))
                .listen(0, "127.0.0.1"));
        Store busy = open(new StoreConfig(
                StoreConfig.Kind.DYNAMODB,
                "rivulet",
                "eu-central-1",
                URI.create("http://127.0.0.1:" + conflicting.actualPort())));
        assertThatThrownBy(() -> Await.soon(busy.commit(List.of(new Change.Put(KEY, "x", null)))))
                .isInstanceOfSatisfying(
                        StoreException.class, late -> assertThat(late.isBusy()).isTrue());
        assertThat(busy.isGone()).isFalse();
        Await.soon(busy.close());
        Await.soon(conflicting.close());
    }
}
