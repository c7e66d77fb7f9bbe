/**
 * Discord in and out: who is addressed, what was said before, and an answer that is visible while it is written.
 *
 * <p>Enter at {@link dev.rivulet.discord.DiscordVerticle}, which puts the parts together in {@code Bot}. A question comes in as a
 * {@code message} or a {@code command} and goes out as an {@code answer}, with the conversation's {@code history}, for {@code people} who may
 * ask; {@code client} is Discord itself. Each part uses those named after it, never one before; nothing of Discord4J leaves {@code client}, but
 * for what starts it and what describes commands.
 *
 * <p>To answer on another occasion (a reaction, say), make it an {@code Asking}, which says what was asked and where the answer stands, and hand
 * it to {@code Answers}, as {@code Replies} does for commands and buttons.
 */
@NullMarked
package dev.rivulet.discord;

import org.jspecify.annotations.NullMarked;
