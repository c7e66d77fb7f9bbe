/**
 * The event bus made typed and flow-controlled.
 *
 * <p>Vert.x's event bus is best-effort, and the queue of a paused consumer overflows silently. So an answer crosses it under a
 * contract of its own, whose two ends are {@link dev.rivulet.bus.AnswerStream} (who asked) and {@link
 * dev.rivulet.bus.AnswerWriter} (who answers); {@link dev.rivulet.bus.AnswerBus} brings them together. Records cross by reference
 * inside one JVM and as JSON between nodes.
 *
 * <p>To put something new on the bus: an address in {@link dev.rivulet.bus.AnswerAddress}, or a record with its JSON form in
 * {@code Codecs}.
 */
@NullMarked
package dev.rivulet.bus;

import org.jspecify.annotations.NullMarked;
