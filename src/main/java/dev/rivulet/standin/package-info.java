/**
 * A loopback AWS, for the split form on one machine and its tests: Lambda's Runtime API with the service behind it, and API Gateway in
 * front. Nothing here is used by a bot in earnest.
 *
 * <p>Enter at {@link dev.rivulet.standin.LambdaService}, which keeps processes of the function and gives them invocations through a
 * {@link dev.rivulet.standin.RuntimeApiServer} each, and {@link dev.rivulet.standin.ApiGateway}, which turns HTTP requests into invocations.
 * Both behave as AWS documents it, errors included; what they are to do badly is settable.
 */
@NullMarked
package dev.rivulet.standin;

import org.jspecify.annotations.NullMarked;
