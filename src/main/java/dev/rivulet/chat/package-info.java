/**
 * The vocabulary every room speaks: what is asked ({@link dev.rivulet.chat.ChatRequest}), what comes back ({@link
 * dev.rivulet.chat.ChatEvent}) and how it can go wrong ({@link dev.rivulet.chat.Failure}).
 *
 * <p>Everything here is deeply immutable, so that it can cross threads and the event bus by reference, and uses nothing but the
 * JDK. A new kind of event is a new record under {@code ChatEvent}: the compiler then points at every switch that must learn it.
 */
@NullMarked
package dev.rivulet.chat;

import org.jspecify.annotations.NullMarked;
