/**
 * The backend that asks a router elsewhere: the thin end of the split form.
 *
 * <p>Enter at {@link dev.rivulet.backend.remote.RemoteBackend}. It posts the question to the far router's {@code /chat} and passes on the
 * events that come back, so that an answer looks as if the far backend were here. Rules and prompts are the far router's.
 */
@NullMarked
package dev.rivulet.backend.remote;

import org.jspecify.annotations.NullMarked;
