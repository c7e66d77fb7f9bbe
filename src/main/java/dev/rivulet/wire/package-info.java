/**
 * Bytes to frames and back: NDJSON, server-sent events, and the one JSON form of questions and events.
 *
 * <p>Everything here is free of I/O: it turns buffers and records into each other. {@link dev.rivulet.wire.ChatJson} serves the bus
 * codecs, server-sent events and every remote client alike.
 */
@NullMarked
package dev.rivulet.wire;

import org.jspecify.annotations.NullMarked;
