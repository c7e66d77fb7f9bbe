/**
 * A loopback Discord, faithful to its limits: HTTP API and gateway, version 10, over real sockets, all in memory.
 *
 * <p>Enter at {@link dev.rivulet.simulator.Simulator}: start it, put people, channels and messages into its {@code world()}, give a
 * client its base URL and a token, subscribe to what happens, and let things go wrong through {@code faults()}. The rooms inside:
 * {@code world} is what there is, {@code json} how Discord writes it, {@code rest} and {@code gateway} are the two ways in, and
 * {@code page} shows it to people in a browser.
 */
@NullMarked
package dev.rivulet.simulator;

import org.jspecify.annotations.NullMarked;
