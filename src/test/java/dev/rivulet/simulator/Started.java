package dev.rivulet.simulator;

import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.User;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.concurrent.TimeUnit;

/** A simulator with a bot, a person and a channel in it. */
record Started(Vertx vertx, WebSocketClient sockets, Simulator simulator, User bot, User ana, Channel channel) {
    static Started fresh() throws Exception {
        var vertx = Vertx.vertx();
        var simulator = Simulator.start(vertx, 0).await(10, TimeUnit.SECONDS);
        var world = simulator.world();
        return new Started(
                vertx,
                vertx.createWebSocketClient(),
                simulator,
                world.createBot("rivulet"),
                world.createPerson("ana"),
                world.createChannel("general"));
    }

    void close() throws Exception {
        simulator.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
