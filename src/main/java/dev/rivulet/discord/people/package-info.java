/**
 * Who asks: whether they may, in which language they are answered, and what was chosen for them and for the channel.
 *
 * <p>Enter at {@link dev.rivulet.discord.people.Doorkeeper} for access and {@link dev.rivulet.discord.people.Choices} for backend, model,
 * profile and manner.
 */
@NullMarked
package dev.rivulet.discord.people;

import org.jspecify.annotations.NullMarked;
