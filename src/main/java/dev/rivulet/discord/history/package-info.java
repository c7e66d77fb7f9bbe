/**
 * What was said before: the reply chain, the thread or the direct messages, read back from Discord as the turns of one conversation.
 *
 * <p>Enter at {@link dev.rivulet.discord.history.History}. Never another channel's; both sides' turns, the newest kept, our own lines taken off
 * and split answers joined. {@code Memory} is the little that survives a restart, such as which messages were answered.
 */
@NullMarked
package dev.rivulet.discord.history;

import org.jspecify.annotations.NullMarked;
