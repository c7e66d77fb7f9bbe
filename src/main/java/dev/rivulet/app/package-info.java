/**
 * The commands, and the one place that wires each form by hand.
 *
 * <p>Enter at {@link dev.rivulet.app.Main}. Each command is a {@code XxxCommand} that reads options and loads the configuration,
 * and a class of the command's own name that wires and runs the form. To add one: both classes, and the command's name in {@link
 * dev.rivulet.app.RivuletCommand}.
 */
@NullMarked
package dev.rivulet.app;

import org.jspecify.annotations.NullMarked;
