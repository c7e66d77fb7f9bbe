package dev.rivulet.standin;

import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads what a function asks of its {@link RuntimeApiServer}, request by request, on the context of that one. */
final class RuntimeRequests implements RuntimeConnection.Handler {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private final RuntimeApiServer server;

    RuntimeRequests(RuntimeApiServer server) {
        this.server = server;
    }

    @Override
    public RuntimeConnection.Body begin(RuntimeConnection connection, String method, String path) {
        String what = path.startsWith(BASE) ? path.substring(BASE.length()) : "";
        return switch (method + " " + what) {
            case "GET invocation/next" -> whole((_, _) -> server.wantsNext(connection));
            case "GET restore/next" -> whole((_, _) -> connection.reply(200, Buffer.buffer()));
            case "POST init/error" ->
                whole((body, _) -> {
                    server.failedToStart(message(body));
                    accepted(connection);
                });
            default -> {
                Call call = server.current();
                if (call == null || !what.startsWith("invocation/" + call.id + "/")) {
                    yield whole((_, _) -> connection.reply(
                            what.startsWith("invocation/") ? 400 : 404,
                            new JsonObject()
                                    .put("errorMessage", "Invalid request ID")
                                    .put("errorType", "InvalidRequestID")
                                    .toBuffer()));
                }
                yield what.endsWith("/response")
                        ? new ResponseBody(connection, call)
                        : whole((body, headers) -> {
                            call.end(new FunctionError(headers.get(ERROR_TYPE, "Unhandled"), message(body)));
                            accepted(connection);
                        });
            }
        };
    }

    private interface Whole {
        void read(Buffer body, HttpHeaders headers);
    }

    private static RuntimeConnection.Body whole(Whole whole) {
        Buffer read = Buffer.buffer();
        return new RuntimeConnection.Body() {
            @Override
            public void bytes(Buffer bytes) {
                read.appendBuffer(bytes);
            }

            @Override
            public void end(HttpHeaders headers, HttpHeaders trailers) {
                whole.read(read, headers);
            }
        };
    }

    /** A response as it is written. */
    private static final class ResponseBody implements RuntimeConnection.Body {
        private final RuntimeConnection connection;
        private final Call call;

        ResponseBody(RuntimeConnection connection, Call call) {
            this.connection = connection;
            this.call = call;
            call.taken(connection);
        }

        @Override
        public void bytes(Buffer bytes) {
            if (call.isOver()) {
                connection.abort();
            } else {
                call.bytes(bytes);
            }
        }

        @Override
        public void end(HttpHeaders headers, HttpHeaders trailers) {
            String type = trailers.get(ERROR_TYPE);
            String body = trailers.get(ERROR_BODY);
            call.end(
                    type == null
                            ? null
                            : new FunctionError(
                                    type,
                                    body == null
                                            ? ""
                                            : message(Buffer.buffer(
                                                    Base64.getDecoder().decode(body)))));
            accepted(connection);
        }

        @Override
        public void cutOff() {
            call.end(new FunctionError("Runtime.TruncatedResponse", "The response ended before it was whole."));
        }
    }

    private static void accepted(RuntimeConnection connection) {
        connection.reply(202, Buffer.buffer("{\"status\":\"OK\"}\n"));
    }

    private static String message(Buffer json) {
        try {
            return String.valueOf(new JsonObject(json.toString(StandardCharsets.UTF_8)).getString("errorMessage"));
        } catch (DecodeException | ClassCastException e) {
            return json.toString(StandardCharsets.UTF_8);
        }
    }
}
