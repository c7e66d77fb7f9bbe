/**
 * Discord's HTTP API, version 10: one list of routes, and before them what every request passes: faults on request, whose token it
 * is, rate limits.
 *
 * <p>Enter at {@link dev.rivulet.simulator.rest.RestApi}. To add a route: a line in the {@code list()} of the {@code …Routes} class it
 * belongs to, its template written as in Discord's own API description, against which tests hold every request and answer.
 */
@NullMarked
package dev.rivulet.simulator.rest;

import org.jspecify.annotations.NullMarked;
