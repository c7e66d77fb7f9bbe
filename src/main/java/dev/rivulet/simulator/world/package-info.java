/**
 * What there is in the simulated Discord and what happens in it: people and bots, servers, channels, messages, and the one ordered
 * stream of events about them.
 *
 * <p>Enter at {@link dev.rivulet.simulator.world.World}. Everything is in memory and everything handed out is an immutable snapshot;
 * methods may be called from any thread. Changes and the events about them happen under one lock, so that every subscriber sees one
 * and the same order. To let something new happen: a record in {@link dev.rivulet.simulator.world.WorldEvent}; the compiler then
 * points at the gateway, which has to say what bots hear of it.
 */
@NullMarked
package dev.rivulet.simulator.world;

import org.jspecify.annotations.NullMarked;
