/**
 * Discord's gateway, version 10: sessions that outlive their connections, and what each may hear.
 *
 * <p>Enter at {@link dev.rivulet.simulator.gateway.Gateway}. To dispatch a new kind of event: a case in {@code Dispatches}.
 */
@NullMarked
package dev.rivulet.simulator.gateway;

import org.jspecify.annotations.NullMarked;
