/**
 * Commands and buttons: every one acknowledged within Discord's 3 seconds, whatever the backends do.
 *
 * <p>Enter at {@link dev.rivulet.discord.command.Interactions}. A new command is described in {@code Commands} and done in
 * {@code Interactions}; what it says is a {@code Phrase}. {@code PublicReply} and {@code PrivateReply} are where answers to commands stand once
 * the interaction's token has run out.
 */
@NullMarked
package dev.rivulet.discord.command;

import org.jspecify.annotations.NullMarked;
