package dev.rivulet.lambda;

import dev.rivulet.http.ResponseSink;
import io.vertx.core.Future;

/** Where the answer to one invocation goes. */
interface Sink extends ResponseSink {
    /** Completes when the invocation is over, however it ended: the next one may be taken. Never fails. */
    Future<Void> over();
}
