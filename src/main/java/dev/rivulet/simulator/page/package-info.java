/**
 * The page on which people chat with the bot without a Discord: the simulator's world as a chat, and beside it the way of each
 * question through the verticles.
 *
 * <p>Enter at {@link dev.rivulet.simulator.page.Playground}, which mounts the page's files (under {@code playground/} on the class
 * path: plain HTML, CSS and ES modules) and the small API they talk to. Markdown becomes HTML here, in {@code DiscordHtml}, so that the
 * page needs no parser of its own.
 */
@NullMarked
package dev.rivulet.simulator.page;

import org.jspecify.annotations.NullMarked;
