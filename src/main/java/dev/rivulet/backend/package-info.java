/**
 * The contract of a backend, and the verticle that puts one on the bus.
 *
 * <p>Enter at {@link dev.rivulet.backend.Backend}. To add a backend: implement it in a package of its own below this one, using only
 * this room, {@code wire}, {@code chat} and {@code config}; then name it in {@code app}, where every form is wired.
 */
@NullMarked
package dev.rivulet.backend;

import org.jspecify.annotations.NullMarked;
