/**
 * The chat API: the endpoint, independent of what carries it, and the HTTP server that exposes it.
 *
 * <p>{@code config/openapi.yaml} describes the API and the endpoint validates by it. Enter at {@link dev.rivulet.http.ChatEndpoint}, which
 * takes an {@link dev.rivulet.http.ApiRequest} and answers into a {@link dev.rivulet.http.ResponseSink}; {@link
 * dev.rivulet.http.HttpServerVerticle} puts it on a socket. Another transport makes its own requests and sinks, and says who calls
 * ({@link dev.rivulet.http.Caller}). A new operation is described in the document, and its {@code operationId} gets a case in the
 * endpoint.
 */
@NullMarked
package dev.rivulet.http;

import org.jspecify.annotations.NullMarked;
