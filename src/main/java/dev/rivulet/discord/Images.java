package dev.rivulet.discord;

import dev.rivulet.chat.Image;
import dev.rivulet.discord.DiscordMessage.Attachment;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fetches the pictures that people attached, for models that can see. */
final class Images {
    private static final Set<String> SEEN_BY_MODELS = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");
    private static final int MOST = 4;
    private static final long LARGEST_BYTES = 5 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * @param byMessage pictures by the id of their message
     * @param skipped how many were too many, too large, or could not be fetched
     */
    record Loaded(Map<String, List<Image>> byMessage, int skipped) {
        static final Loaded NONE = new Loaded(Map.of(), 0);

        List<Image> of(DiscordMessage message) {
            return byMessage.getOrDefault(message.id(), List.of());
        }
    }

    private record Wanted(String messageId, String mediaType, Attachment attachment) {}

    private final WebClient client;

    Images(WebClient client) {
        this.client = client;
    }

    /**
     * Fetches the newest few pictures, at once; never fails.
     *
     * @param messages oldest first
     */
    Future<Loaded> load(List<DiscordMessage> messages) {
        List<Wanted> wanted = new ArrayList<>();
        int skipped = 0;
        for (DiscordMessage message : messages.reversed()) {
            for (Attachment attachment : message.attachments()) {
                String mediaType = attachment.mediaType();
                if (mediaType == null || !SEEN_BY_MODELS.contains(mediaType)) {
                    continue;
                }
                if (wanted.size() < MOST && attachment.size() <= LARGEST_BYTES) {
                    wanted.add(new Wanted(message.id(), mediaType, attachment));
                } else {
                    skipped++;
                }
            }
        }
        if (wanted.isEmpty()) {
            return Future.succeededFuture(new Loaded(Map.of(), skipped));
        }
        int skippedAlready = skipped;
        List<Future<Image>> fetched = wanted.stream().map(this::fetch).toList();
        return Future.join(fetched).transform(_ -> {
            Map<String, List<Image>> byMessage = new LinkedHashMap<>();
            int failed = 0;
            for (int i = 0; i < fetched.size(); i++) {
                if (fetched.get(i).succeeded()) {
                    byMessage
                            .computeIfAbsent(wanted.get(i).messageId(), _ -> new ArrayList<>())
                            .add(fetched.get(i).result());
                } else {
                    failed++;
                }
            }
            return Future.succeededFuture(new Loaded(byMessage, skippedAlready + failed));
        });
    }

    private Future<Image> fetch(Wanted wanted) {
        return client.getAbs(wanted.attachment().url())
                .timeout(TIMEOUT.toMillis())
                .send()
                .compose((HttpResponse<Buffer> response) -> {
                    Buffer body = response.body();
                    if (response.statusCode() != 200 || body == null || body.length() > LARGEST_BYTES) {
                        return Future.failedFuture("HTTP " + response.statusCode());
                    }
                    return Future.succeededFuture(
                            new Image(wanted.mediaType(), Base64.getEncoder().encodeToString(body.getBytes())));
                });
    }
}
