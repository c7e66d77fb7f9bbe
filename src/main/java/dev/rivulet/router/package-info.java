/**
 * Between those who ask and the backends: which backend answers, who takes over when it can't, how much is answered at once and whose
 * turn it is, how long anything may take, and that whoever stops waiting also stops the backend.
 *
 * <p>Enter at {@link dev.rivulet.router.RouterVerticle}. {@code Routes} decides where a question goes and {@code Admission} when; both are
 * pure. {@code Answering} is the way of one question, and {@code Attempt} its try at one backend. A new ground for a choice belongs into
 * {@code Routes}; a new kind of {@link dev.rivulet.chat.Failure} makes the compiler ask, in {@code Failover}, whether another backend
 * may do better.
 */
@NullMarked
package dev.rivulet.router;

import org.jspecify.annotations.NullMarked;
