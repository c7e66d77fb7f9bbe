/**
 * Measurements that anybody can repeat with {@code ./rivulet bench}.
 *
 * <p>Enter at {@link dev.rivulet.bench.DiscordBench} or {@link dev.rivulet.bench.AgentBench}. Everything measured goes over real sockets on loopback; times are taken where a
 * token leaves the model and where the simulated Discord has changed its message, in one JVM and by one clock. A new measurement is a
 * {@code Scenario}; whoever it is compared with is an {@code Editor}. Like {@code app}, this room may use every other, and nobody but
 * {@code app} uses it.
 */
@NullMarked
package dev.rivulet.bench;

import org.jspecify.annotations.NullMarked;
