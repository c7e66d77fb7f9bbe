/**
 * An answer to Discord-sized messages and back, and when to write them. Pure: no I/O, no threads, no clock of its own.
 *
 * <p>Three doors:
 *
 * <ul>
 *   <li>{@link dev.rivulet.render.AnswerPages} takes the answer as it grows and says what each of its Discord messages should show;
 *   <li>{@link dev.rivulet.render.AnswerReader} takes such messages and gives the answer back, character by character;
 *   <li>{@link dev.rivulet.render.EditPacer} says which answer may write next, and when.
 * </ul>
 *
 * <p>What both directions must agree on is in three small classes, each with its inverse beside it: {@code OwnLines} (the lines
 * that are ours), {@code Seam} (what was between two pages) and {@code PageText} (how Markdown that Discord shows badly is shown
 * instead). To show something else in another way, change {@code PageText.show} and {@code PageText.read} together; the property
 * tests hold them against each other. Where a page may be cut is {@code Cut}'s to say.
 *
 * <p>Lengths are UTF-16 units throughout, as {@link java.lang.String#length()} counts; Discord takes 2,000 characters a message
 * (<a href="https://discord.com/developers/docs/resources/message#create-message">Create Message</a>).
 */
@NullMarked
package dev.rivulet.render;

import org.jspecify.annotations.NullMarked;
