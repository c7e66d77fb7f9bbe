/**
 * The chat API behind AWS Lambda's Runtime API: takes one invocation after the other, and streams each answer as it is written.
 *
 * <p>Enter at {@link dev.rivulet.lambda.LambdaVerticle}. What an invocation asks for is read by {@code ProxyEvent}, whatever kind of API
 * Gateway or function URL sent it; the same {@code ChatEndpoint} as over HTTP answers into one of two sinks, {@code StreamedSink} and
 * {@code BufferedSink}. AWS's own Java client of the Runtime API posts one array of bytes and so can't stream; the bytes that stream are
 * written by {@code StreamedResponse}.
 */
@NullMarked
package dev.rivulet.lambda;

import org.jspecify.annotations.NullMarked;
