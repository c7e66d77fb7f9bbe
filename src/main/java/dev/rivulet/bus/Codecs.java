package dev.rivulet.bus;

import dev.rivulet.wire.ChatJson;
import dev.rivulet.wire.FailureJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** How {@link Frame}s cross the bus: by reference inside one JVM, as length-prefixed JSON between nodes. */
final class Codecs {
    private Codecs() {}

    static final MessageCodec<Frame.Ask, Frame.Ask> ASK = new ByReference<>(
            "ask",
            ask -> new JsonObject()
                    .put("request", ChatJson.request(ask.request()))
                    .put("answerAddress", ask.answerAddress())
                    .put("credit", ask.credit()),
            json -> new Frame.Ask(
                    ChatJson.request(json.getJsonObject("request")),
                    json.getString("answerAddress"),
                    json.getInteger("credit")));

    static final MessageCodec<Frame.AskReply, Frame.AskReply> ASK_REPLY = new ByReference<>(
            "ask-reply",
            reply -> {
                var refusal = reply.refusal();
                return refusal == null ? new JsonObject() : FailureJson.encode(refusal);
            },
            json -> new Frame.AskReply(json.isEmpty() ? null : FailureJson.decode(json)));

    static final MessageCodec<Frame.Numbered, Frame.Numbered> NUMBERED = new ByReference<>(
            "numbered",
            numbered -> new JsonObject()
                    .put("sequence", numbered.sequence())
                    .put("type", ChatJson.type(numbered.event()))
                    .put("data", ChatJson.data(numbered.event())),
            json -> new Frame.Numbered(
                    json.getLong("sequence"), ChatJson.event(json.getString("type"), json.getJsonObject("data"))));

    static final MessageCodec<Frame.Demand, Frame.Demand> DEMAND = new ByReference<>(
            "demand",
            demand -> new JsonObject().put("upTo", demand.upTo()),
            json -> new Frame.Demand(json.getLong("upTo")));

    static final MessageCodec<Frame.Cancel, Frame.Cancel> CANCEL = new ByReference<>(
            "cancel",
            cancel -> FailureJson.encode(cancel.reason()),
            json -> new Frame.Cancel(FailureJson.decode(json)));

    static final List<MessageCodec<?, ?>> ALL = List.of(ASK, ASK_REPLY, NUMBERED, DEMAND, CANCEL);

    /** Registers all codecs, once for each Vert.x. */
    static void register(Vertx vertx) {
        if (vertx.sharedData().getLocalMap("rivulet.bus").putIfAbsent("codecs", true) == null) {
            vertx.eventBus().registerDefaultCodec(Frame.Ask.class, ASK);
            vertx.eventBus().registerDefaultCodec(Frame.AskReply.class, ASK_REPLY);
            vertx.eventBus().registerDefaultCodec(Frame.Numbered.class, NUMBERED);
            vertx.eventBus().registerDefaultCodec(Frame.Demand.class, DEMAND);
            vertx.eventBus().registerDefaultCodec(Frame.Cancel.class, CANCEL);
        }
    }

    private record ByReference<T>(String kind, Function<T, JsonObject> encode, Function<JsonObject, T> decode)
            implements MessageCodec<T, T> {
        @Override
        public void encodeToWire(Buffer buffer, T frame) {
            Buffer json = encode.apply(frame).toBuffer();
            buffer.appendInt(json.length()).appendBuffer(json);
        }

        @Override
        public T decodeFromWire(int position, Buffer buffer) {
            int start = position + Integer.BYTES;
            return decode.apply(
                    buffer.getBuffer(start, start + buffer.getInt(position)).toJsonObject());
        }

        @Override
        public T transform(T frame) {
            return frame;
        }

        @Override
        public String name() {
            return "rivulet." + kind;
        }

        /** User codecs have no id. */
        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
