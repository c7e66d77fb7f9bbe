/**
 * Discord in and out: who is addressed, what was said before, and an answer that is visible while it is written.
 *
 * <p>Enter at {@link dev.rivulet.discord.DiscordVerticle}. Discord4J brings events and carries requests on threads of its own; each event
 * crosses to the verticle's context once, in {@code Gateway}, and each response once, in {@code DiscordApi}. Behind these two nothing
 * knows Discord4J: who is addressed, the reply chain and the turns of a conversation are decided over plain records and tested as such.
 *
 * <p>To answer on another occasion (a reaction, say), make it an {@code Asking}, which says what was asked and where the answer stands, and hand
 * it to {@code Answers}, as {@code Replies} does for commands and buttons. A new command is described in {@code Commands} and done in
 * {@code Interactions}; what it says is a {@code Phrase}.
 */
@NullMarked
package dev.rivulet.discord;

import org.jspecify.annotations.NullMarked;
