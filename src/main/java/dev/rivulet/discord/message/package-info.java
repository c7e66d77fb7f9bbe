/**
 * Messages as questions: which are for the bot, in which thread they are answered, and what becomes of them when they are edited, deleted or
 * were missed.
 *
 * <p>Enter at {@link dev.rivulet.discord.message.Listener}.
 */
@NullMarked
package dev.rivulet.discord.message;

import org.jspecify.annotations.NullMarked;
