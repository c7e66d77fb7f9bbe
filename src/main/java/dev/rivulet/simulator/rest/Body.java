package dev.rivulet.simulator.rest;

import dev.rivulet.simulator.world.Refusal;
import dev.rivulet.simulator.world.Upload;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came with a request: JSON, or a form with the JSON in {@code payload_json} and files in {@code files[n]}.
 *
 * @param json null when there was none
 * @param malformed whether something came that should have been JSON and isn't
 * @param files by the name of their part
 * @see <a href="https://discord.com/developers/docs/reference#uploading-files">Uploading files</a>
 */
record Body(@Nullable Object json, boolean malformed, Map<String, Upload> files) {
    private static final Body NONE = new Body(null, false, Map.of());

    static Future<Body> of(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                ? form(request)
                : request.body().map(Body::parse);
    }

    private static Future<Body> form(HttpServerRequest request) {
        var files = new LinkedHashMap<String, Buffer>();
        var uploads = new LinkedHashMap<String, Upload>();
        request.setExpectMultipart(true);
        request.uploadHandler(upload -> {
            var data = Buffer.buffer();
            files.put(upload.name(), data);
            upload.handler(data::appendBuffer);
            upload.endHandler(
                    end -> uploads.put(upload.name(), new Upload(upload.filename(), upload.contentType(), data)));
        });
        return request.end().map(end -> {
            var payload = request.getFormAttribute("payload_json");
            if (payload == null && files.containsKey("payload_json")) {
                uploads.remove("payload_json");
                payload = files.get("payload_json").toString();
            }
            var parsed = payload == null ? NONE : parse(Buffer.buffer(payload));
            return new Body(parsed.json(), parsed.malformed(), uploads);
        });
    }

    private static Body parse(Buffer body) {
        if (body.length() == 0) {
            return NONE;
        }
        try {
            return new Body(Json.decodeValue(body), false, Map.of());
        } catch (DecodeException e) {
            return new Body(null, true, Map.of());
        }
    }

    /** The same files, beside other JSON. */
    Body with(JsonObject other) {
        return new Body(other, false, files);
    }

    JsonObject object() {
        if (malformed) {
            throw Refusal.invalidJson();
        }
        return json instanceof JsonObject object ? object : new JsonObject();
    }

    JsonArray array() {
        if (malformed || !(json instanceof JsonArray array)) {
            throw Refusal.invalidJson();
        }
        return array;
    }

    /** The files in their order, with the descriptions that {@code attachments} gives them. */
    List<Upload> uploads() {
        var described = json instanceof JsonObject object && object.getValue("attachments") instanceof JsonArray array
                ? array
                : new JsonArray();
        return files.entrySet().stream()
                .map(file -> described.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .filter(one -> file.getKey().equals("files[" + one.getValue("id") + "]"))
                        .findFirst()
                        .map(one -> new Upload(
                                one.getString("filename", file.getValue().filename()),
                                file.getValue().contentType(),
                                one.getString("description"),
                                file.getValue().data()))
                        .orElse(file.getValue()))
                .toList();
    }
}
