package dev.rivulet.discord.attachments;

import dev.rivulet.config.AttachmentsConfig;
import dev.rivulet.discord.attachments.Loaded.Refused;
import dev.rivulet.discord.attachments.Reader.Content;
import dev.rivulet.discord.attachments.Unusable.UnusableException;
import dev.rivulet.language.Phrase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Fetches and reads what people attached. On one context; the reading itself is done by two threads of its own. */
public final class Attachments {
    /** Files in memory at once, of all questions. */
    private static final int AT_ONCE = 4;

    /** Where Discord keeps what people attach: https://discord.com/developers/docs/reference#signed-attachment-cdn-urls. */
    private static final List<String> DISCORDS_HOSTS = List.of("cdn.discordapp.com", "media.discordapp.net");

    private static final int LONGEST_LINE = 64;
    private static final int READERS = 2;

    /** A message's files. */
    public record Sent(String messageId, List<Attachment> files) {}

    private record Wanted(String messageId, Attachment file, Future<Content> content) {}

    private final AttachmentsConfig config;
    private final Fetcher fetcher;
    private final Reader reader;
    private final WorkerExecutor readers;
    private final Slots slots = new Slots(AT_ONCE, LONGEST_LINE);

    /** @param apiUrl of the Discord API, on whose word we take addresses, and at whose origin files may be too */
    public Attachments(Vertx vertx, AttachmentsConfig config, URI apiUrl) {
        this.config = config;
        this.fetcher = new Fetcher(vertx, origins(config, apiUrl), config.maxBytes(), config.timeout());
        this.reader = new Reader(config);
        this.readers = vertx.createSharedWorkerExecutor("attachments", READERS);
    }

    private static Set<String> origins(AttachmentsConfig config, URI apiUrl) {
        Set<String> origins = new HashSet<>();
        Stream.concat(DISCORDS_HOSTS.stream(), config.hosts().stream())
                .forEach(host -> origins.add("https://" + host.toLowerCase(Locale.ROOT)));
        origins.add((apiUrl.getScheme() + "://" + apiUrl.getAuthority()).toLowerCase(Locale.ROOT));
        return origins;
    }

    /**
     * Reads the newest files. Never fails: what can't be used is told.
     *
     * @param sent oldest first, the question last
     */
    public Future<Loaded> load(List<Sent> sent) {
        String question = sent.isEmpty() ? "" : sent.getLast().messageId();
        List<Wanted> wanted = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (Sent message : sent.reversed()) {
            for (Attachment file : message.files()) {
                if (wanted.size() < config.maxFiles()) {
                    wanted.add(new Wanted(message.messageId(), file, read(file)));
                } else if (message.messageId().equals(question)) {
                    refused.add(new Refused(
                            file.shownName(), new Unusable(Phrase.FILES_TOO_MANY, List.of(config.maxFiles()))));
                }
            }
        }
        List<Future<Content>> contents = wanted.stream().map(Wanted::content).toList();
        return Future.join(contents).transform(_ -> {
            Loaded.Builder loaded = new Loaded.Builder(question, config.maxCharacters(), refused);
            for (Wanted each : wanted) {
                if (each.content().succeeded()) {
                    loaded.add(each.messageId(), each.content().result());
                } else {
                    loaded.refuse(
                            each.messageId(),
                            each.file().shownName(),
                            reason(each.content().cause()));
                }
            }
            return Future.succeededFuture(loaded.build());
        });
    }

    private static Unusable reason(Throwable cause) {
        return cause instanceof UnusableException known ? known.reason() : new Unusable(Phrase.FILE_DAMAGED, List.of());
    }

    private Future<Content> read(Attachment file) {
        String mediaType = file.mediaType() == null ? "" : file.mediaType();
        if (mediaType.startsWith("video/") || mediaType.startsWith("audio/")) {
            return Future.failedFuture(Unusable.because(Phrase.FILE_OF_OTHER_KIND));
        }
        if (file.size() > config.maxBytes()) {
            return Future.failedFuture(Unusable.because(Phrase.FILE_TOO_LARGE, Sizes.megabytes(config.maxBytes())));
        }
        return slots.in(() -> fetcher.fetch(file.url()).compose(bytes -> readInTime(file.shownName(), bytes)));
    }

    /** Who reads for too long keeps one of the readers busy until done, yet nobody waits for it. */
    private Future<Content> readInTime(String name, byte[] bytes) {
        return readers.<Content>executeBlocking(() -> reader.read(name, bytes), false)
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .recover(cause -> Future.failedFuture(
                        cause instanceof java.util.concurrent.TimeoutException
                                ? Unusable.because(Phrase.FILE_TOO_SLOW)
                                : cause));
    }
}
