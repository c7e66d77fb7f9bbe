package dev.rivulet.bench;

import io.vertx.core.Future;
import java.util.List;

/** Who brings the model's answers into Discord: Rivulet, or what it is compared with. */
interface Editor {
    String name();

    /** Comes online as the bot of this token; answers questions in the channels from then on. */
    Future<Void> start(String apiUrl, String token, List<Long> channels);

    Future<Void> stop();
}
