package dev.rivulet.discord.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rivulet.telemetry.LogKeys;
import discord4j.gateway.json.GatewayPayload;
import discord4j.gateway.payload.PayloadReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Reads what the gateway sends. What isn't as it should be is left out, with a line that quotes none of it: Discord4J's own reader would log
 * all that somebody wrote, or an interaction's token. On Discord4J's threads.
 */
final class Payloads implements PayloadReader {
    private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);
    private static final TypeReference<GatewayPayload<?>> PAYLOAD = new TypeReference<>() {};

    private final ObjectMapper mapper;

    Payloads(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Mono<GatewayPayload<?>> read(ByteBuf payload) {
        return Mono.using(() -> payload, this::decoded, ReferenceCountUtil::release);
    }

    private Mono<GatewayPayload<?>> decoded(ByteBuf payload) {
        if (!payload.isReadable()) {
            return Mono.empty();
        }
        try {
            return Mono.just(mapper.readValue(ByteBufUtil.getBytes(payload), PAYLOAD));
        } catch (IllegalArgumentException _) {
            // An event that Discord4J doesn't know.
            return Mono.empty();
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.DETAIL, detail(e))
                    .log("Skipped what Discord sent, since it can't be understood");
            return Mono.empty();
        }
    }

    /** A message of Jackson's may quote values; where it got to in the text doesn't. */
    private static String detail(IOException e) {
        String kind = e.getClass().getSimpleName();
        return e instanceof JacksonException known && known.getLocation() != null
                ? kind + " at character " + known.getLocation().getCharOffset()
                : kind;
    }
}
