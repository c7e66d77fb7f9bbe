/**
 * The world as Discord writes it in JSON, the same for HTTP answers and gateway events.
 *
 * <p>Each class is one of Discord's objects. What must be in each is what Discord's own API description and the decoders of real
 * clients demand; the tests hold every answer against that description.
 */
@NullMarked
package dev.rivulet.simulator.json;

import org.jspecify.annotations.NullMarked;
