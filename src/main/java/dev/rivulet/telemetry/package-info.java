/**
 * What Rivulet tells about itself: the fixed keys of log lines, the names of meters, and the trace of each question's way through the
 * verticles, which the development page draws.
 *
 * <p>Any room may use this one; it uses libraries only. No message text, prompt, token or other secret may pass through here.
 */
@NullMarked
package dev.rivulet.telemetry;

import org.jspecify.annotations.NullMarked;
