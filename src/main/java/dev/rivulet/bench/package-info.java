/**
 * Measurements that anybody can repeat with {@code ./rivulet bench}.
 *
 * <p>There are four: {@link dev.rivulet.bench.DiscordBench} takes how long text waits until Discord shows it, {@link
 * dev.rivulet.bench.SplitBench} how long a token is on its way to the Discord end in one process and in two, {@link
 * dev.rivulet.bench.AgentBench} what an agent's tokens cost on their way to a caller of {@code /chat}, and {@link dev.rivulet.bench.StartBench} how long a cold start takes.
 * Everything measured goes over real sockets on loopback, and times are taken by one clock. A new measurement of what Discord shows is a
 * {@code Scenario}; whoever it is compared with is an {@code Editor}. Like {@code app}, this room may use every other, and nobody but
 * {@code app} uses it.
 */
@NullMarked
package dev.rivulet.bench;

import org.jspecify.annotations.NullMarked;
