package dev.rivulet.discord.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.Await;
import dev.rivulet.config.AttachmentsConfig;
import dev.rivulet.discord.attachments.Attachments.Sent;
import dev.rivulet.language.Language;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers can attach, and what becomes of it. */
@Timeout(120)
class AttachmentsIT {
    private static final int MAX_BYTES = 12_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Promise<Void> dripEnded = Promise.promise();
    private final Promise<Void> floodEnded = Promise.promise();
    private HttpServer server;
    private URI origin;
    private Attachments attachments;

    @BeforeEach
    void start() {
        server = Await.soon(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"));
        origin = URI.create("http://127.0.0.1:" + server.actualPort());
        attachments = attachments(Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        Await.soon(vertx.close());
    }

    private Attachments attachments(Duration timeout) {
        return new Attachments(
                vertx,
                new AttachmentsConfig(4, MAX_BYTES, 100, 400, 2, timeout, List.of("cdn.example")),
                origin.resolve("/api/v10"));
    }

    private void serve(HttpServerRequest request) {
        asked.add(request.path());
        switch (request.path()) {
            case "/redirect" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", origin + "/secret.txt")
                        .end();
            case "/drip" -> drip(request);
            case "/flood" -> flood(request);
            default -> {
                byte[] file = files.get(request.path());
                if (file == null) {
                    request.response().setStatusCode(404).end();
                } else {
                    request.response().end(Buffer.buffer(file));
                }
            }
        }
    }

    private void drip(HttpServerRequest request) {
        request.response().setChunked(true).closeHandler(_ -> dripEnded.tryComplete());
        vertx.setPeriodic(20, timer -> {
            if (dripEnded.future().isComplete()) {
                vertx.cancelTimer(timer);
            } else {
                request.response().write("x");
            }
        });
    }

    private void flood(HttpServerRequest request) {
        request.response().setChunked(true).closeHandler(_ -> floodEnded.tryComplete());
        Buffer chunk = Buffer.buffer(new byte[100_000]);
        Runnable[] more = new Runnable[1];
        more[0] = () -> request.response().write(chunk).onSuccess(_ -> more[0].run());
        more[0].run();
    }

    private Attachment put(String name, byte[] file) {
        files.put("/" + name, file);
        return new Attachment(name, null, file.length, origin + "/" + name);
    }

    private Attachment at(String url) {
        return new Attachment("file.txt", "text/plain", 10, url);
    }

    private Loaded load(Attachments by, Attachment... question) {
        Promise<Loaded> loaded = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(
                        _ -> by.load(List.of(new Sent("q", List.of(question)))).onComplete(loaded));
        return Await.soon(loaded.future());
    }

    private String refusal(Attachments by, Attachment... question) {
        Loaded loaded = load(by, question);
        assertThat(loaded.of("q")).isEqualTo(Attached.NOTHING);
        return loaded.line(Language.ENGLISH).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsTextPicturesAndPdfs() {
        Loaded loaded = load(
                attachments,
                put("Main.java", bytes("class Main {}\n")),
                put("wide.png", SampleFiles.picture("png", 4_000, 1_000)),
                put("paper.pdf", SampleFiles.pdf("Rivers of Europe")));
        assertThat(loaded.line(Language.ENGLISH)).isEmpty();
        assertThat(loaded.of("q").images()).hasSize(1);
        assertThat(loaded.of("q").before("What are these?")).isEqualTo("""
                        Attached file Main.java:
                        ```
                        class Main {}
                        ```

                        Attached file paper.pdf:
                        ```
                        Rivers of Europe
                        ```

                        What are these?""");
    }

    @Test
    void readsTheNewestFilesOfAConversationAndNamesOnlyTheQuestions() {
        List<Sent> sent = List.of(
                new Sent("old", List.of(put("old.txt", bytes("old")))),
                new Sent("older.zip", List.of(put("a.zip", new byte[] {'P', 'K', 3, 4, 0, 0}))),
                new Sent("new", List.of(put("new.txt", bytes("new")))),
                new Sent("q", List.of(put("1.txt", bytes("one")), put("2.zip", new byte[] {'P', 'K', 3, 4, 0, 0}))));
        Promise<Loaded> promise = Promise.promise();
        vertx.getOrCreateContext().runOnContext(_ -> attachments.load(sent).onComplete(promise));
        Loaded loaded = Await.soon(promise.future());
        assertThat(loaded.of("new").texts()).extracting(Attached.TextFile::text).containsExactly("new");
        assertThat(loaded.of("old")).isEqualTo(Attached.NOTHING);
        assertThat(loaded.line(Language.ENGLISH)).contains("not used: 2.zip (not a kind of file that can be read)");
    }

    @Test
    void saysWhatWasCutOrLeftOut() {
        Attachment[] many = IntStream.range(0, 5)
                .mapToObj(i -> put(i + ".txt", bytes("0123456789".repeat(4))))
                .toArray(Attachment[]::new);
        Loaded loaded = load(attachments, many);
        assertThat(loaded.of("q").texts()).hasSize(3);
        assertThat(loaded.line(Language.ENGLISH))
                .contains("not used: 4.txt (at most 4 files are read); only partly read: 2.txt, 3.txt");
        assertThat(loaded.line(Language.GERMAN))
                .contains(
                        "nicht verwendet: 4.txt (höchstens 4 Dateien werden gelesen); nur teilweise gelesen: 2.txt, 3.txt");
    }

    @Test
    void readsTheFirstPagesOfALongPdf() {
        Loaded loaded = load(attachments, put("long.pdf", SampleFiles.pdf("one", "two", "three")));
        assertThat(loaded.of("q").texts()).singleElement().satisfies(file -> {
            assertThat(file.text()).contains("one").contains("two").doesNotContain("three");
            assertThat(file.cut()).isTrue();
        });
        assertThat(loaded.line(Language.ENGLISH)).contains("only partly read: long.pdf");
    }

    @Test
    void refusesPdfsThatAreDamagedOrHoldNoText() {
        assertThat(refusal(attachments, put("bad.pdf", bytes("%PDF-1.7\nand then nothing"))))
                .isEqualTo("not used: bad.pdf (damaged)");
        assertThat(refusal(attachments, put("scan.pdf", SampleFiles.pdf(""))))
                .isEqualTo("not used: scan.pdf (no text in it, perhaps a scan)");
    }

    @Test
    void stopsReadingAPdfAtTheDeadline() {
        byte[] pdf = SampleFiles.pdf("text");
        Pdfs hurried = new Pdfs(1, 100, Duration.ofMillis(1));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> hurried.read("slow.pdf", pdf)))
                .isInstanceOfSatisfying(
                        Unusable.UnusableException.class,
                        refused -> assertThat(refused.reason().say(Language.ENGLISH, "slow.pdf"))
                                .isEqualTo("slow.pdf (took too long)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:PORT/secret.txt",
                "http://127.0.0.2:PORT/secret.txt",
                "http://[::1]:PORT/secret.txt",
                "http://user@127.0.0.1:PORT/secret.txt",
                "https://127.0.0.1:PORT/secret.txt",
                "http://127.0.0.1:1PORT/secret.txt",
                "http://169.254.169.254/latest/meta-data/",
                "https://10.0.0.1/secret.txt",
                "http://cdn.example/secret.txt",
                "https://cdn.example:8443/secret.txt",
                "https://cdn.example.evil.example/secret.txt",
                "https://evil.example/cdn.example",
                "https://cdn.example@evil.example/secret.txt",
                "file:///etc/passwd",
                "//cdn.example/secret.txt",
                "not an address",
                "",
            })
    void fetchesFromNoOtherPlace(String url) {
        put("secret.txt", bytes("secret"));
        assertThat(refusal(attachments, at(url.replace("PORT", Integer.toString(server.actualPort())))))
                .isEqualTo("not used: file.txt (not on Discord's own servers)");
        assertThat(asked).isEmpty();
    }

    @Test
    void followsNoRedirect() {
        put("secret.txt", bytes("secret"));
        assertThat(refusal(attachments, at(origin + "/redirect")))
                .isEqualTo("not used: file.txt (could not be fetched)");
        assertThat(asked).containsExactly("/redirect");
    }

    @Test
    void refusesAPictureThatUnfoldsToGigabytes() {
        byte[] bomb = SampleFiles.pngBomb(30_000, 30_000, 10_000_000);
        assertThat(refusal(attachments, put("bomb.png", bomb)))
                .isEqualTo("not used: bomb.png (30000 × 30000 pixels are too many)");
        // And nothing else is broken.
        assertThat(load(attachments, put("a.txt", bytes("fine"))).of("q").texts())
                .hasSize(1);
    }

    @Test
    void hangsUpOnAFileThatDripsIn() {
        Attachments hurried = attachments(Duration.ofMillis(500));
        assertThat(refusal(hurried, at(origin + "/drip"))).isEqualTo("not used: file.txt (took too long)");
        Await.soon(dripEnded.future());
    }

    @Test
    void hangsUpOnAFileThatIsLargerThanItSays() {
        assertThat(refusal(attachments, at(origin + "/flood"))).isEqualTo("not used: file.txt (larger than 12 MB)");
        Await.soon(floodEnded.future());
    }

    @Test
    void doesNotEvenAskForWhatItCannotUse() {
        assertThat(refusal(
                        attachments,
                        new Attachment("big.txt", null, MAX_BYTES + 1, origin + "/big.txt"),
                        new Attachment("song.mp3", "audio/mpeg", 10, origin + "/song.mp3")))
                .contains("big.txt (larger than 12 MB)", "song.mp3 (not a kind of file that can be read)");
        assertThat(asked).isEmpty();
    }

    @Test
    void namesFilesWithoutMarkup() {
        assertThat(refusal(attachments, new Attachment("**[x](y)`\n.mp3", "audio/mpeg", 10, "")))
                .isEqualTo("not used: ___x__y___.mp3 (not a kind of file that can be read)");
    }
}
