/**
 * An answer on its way into Discord: asked of the router, followed on the bus, and written in paced edits.
 *
 * <p>Enter at {@link dev.rivulet.discord.answer.Answers} with an {@code Asking}, which says what was asked and where the answer stands.
 * {@code Answering} is one answer from its placeholder to its end; {@code Outlet} is where its pages go (a channel, an interaction);
 * {@code PacedWriter} spends the channel's rate limit.
 */
@NullMarked
package dev.rivulet.discord.answer;

import org.jspecify.annotations.NullMarked;
