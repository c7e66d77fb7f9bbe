package dev.rivulet.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.ConversationId;
import dev.rivulet.chat.Failure;
import dev.rivulet.chat.Image;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.Source;
import dev.rivulet.chat.Usage;
import dev.rivulet.chat.User;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecsTest {
    /** What every failure's detail reads after a wire: the original stays in the JVM that made it. */
    private static final String PASSED_ON = "passed on by another process";

    static Stream<Arguments> frames() {
        ChatRequest full = new ChatRequest(
                "request-1",
                new ConversationId("conversation-1"),
                new User("42", "Ada \uD83D\uDE00"),
                new Origin("server", "channel", "profile", "Home", "lounge"),
                List.of(
                        ChatMessage.system("be brief"),
                        new ChatMessage(
                                ChatMessage.Role.USER,
                                "what is this?\n\"quoted\"",
                                Instant.parse("2026-11-22T10:00:00.123Z"),
                                null,
                                List.of(new Image("image/png", "AAEC"))),
                        new ChatMessage(ChatMessage.Role.ASSISTANT, "", null, "ollama", List.of())),
                "ollama",
                "llama3.2");
        ChatRequest bare = new ChatRequest(
                "r",
                new ConversationId("c"),
                new User("u", ""),
                Origin.UNKNOWN,
                List.of(ChatMessage.user("")),
                null,
                null);
        ChatRequest title = new ChatRequest(
                "r",
                new ConversationId("c"),
                new User("u", ""),
                Origin.UNKNOWN,
                List.of(ChatMessage.user("")),
                null,
                null,
                ChatRequest.Purpose.TITLE);
        return Stream.concat(
                Stream.of(
                        Arguments.of(Codecs.ASK, new Frame.Ask(full, "answer", 32)),
                        Arguments.of(Codecs.ASK, new Frame.Ask(bare, "answer", 1)),
                        Arguments.of(Codecs.ASK, new Frame.Ask(title, "answer", 1)),
                        Arguments.of(Codecs.ASK_REPLY, new Frame.AskReply(null)),
                        Arguments.of(
                                Codecs.ASK_REPLY,
                                new Frame.AskReply(failures().toList().getFirst())),
                        Arguments.of(Codecs.DEMAND, new Frame.Demand(Long.MAX_VALUE)),
                        Arguments.of(Codecs.DEMAND, new Frame.Demand(0))),
                Stream.concat(
                        failures().map(reason -> Arguments.of(Codecs.CANCEL, new Frame.Cancel(reason))),
                        Stream.concat(events(), failures().map(ChatEvent.Failed::new))
                                .map(event -> Arguments.of(Codecs.NUMBERED, new Frame.Numbered(7, event)))));
    }

    private static Stream<ChatEvent> events() {
        return Stream.of(
                new ChatEvent.Started("request-1", "ollama", "llama3.2"),
                new ChatEvent.TextDelta("naïve \uD83D\uDC69\u200D\uD83D\uDCBB\u0000"),
                new ChatEvent.ReasoningDelta("hm"),
                new ChatEvent.ToolUse("search"),
                new ChatEvent.Sources(List.of(
                        new Source("Rivers", "https://example.org/rivers", "All rivers run into the sea."),
                        new Source(null, "s3://bucket/notes.pdf", null))),
                new ChatEvent.Status("loading, 3 s"),
                new ChatEvent.Completed(ChatEvent.Finish.LENGTH, new Usage(3, 4), Duration.ofMillis(1234)));
    }

    private static Stream<Failure> failures() {
        return Stream.of(
                new Failure.Overloaded("m", PASSED_ON, Duration.ofMillis(1500)),
                new Failure.Overloaded("m", PASSED_ON, null),
                new Failure.OverBudget("m", PASSED_ON, Duration.ofHours(3)),
                new Failure.Unavailable("m", PASSED_ON),
                new Failure.Rejected("m", PASSED_ON),
                new Failure.TimedOut("m", PASSED_ON),
                new Failure.MalformedStream("m", PASSED_ON),
                new Failure.Truncated("m", PASSED_ON),
                new Failure.Cancelled("m", PASSED_ON));
    }

    @ParameterizedTest
    @MethodSource("frames")
    <T> void crossesTheWireUnchanged(MessageCodec<T, T> codec, T frame) {
        Buffer buffer = Buffer.buffer("before");
        codec.encodeToWire(buffer, frame);
        buffer.appendString("after");
        assertThat(codec.decodeFromWire("before".length(), buffer)).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("frames")
    <T> void crossesOneJvmByReference(MessageCodec<T, T> codec, T frame) {
        assertThat(codec.transform(frame)).isSameAs(frame);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aDetailNeverCrossesTheWire(Failure failure) {
        Failure.Rejected secretive = new Failure.Rejected(failure.message(), "internal detail");
        Buffer buffer = Buffer.buffer();
        Codecs.NUMBERED.encodeToWire(buffer, new Frame.Numbered(0, new ChatEvent.Failed(secretive)));
        assertThat(buffer.toString()).doesNotContain("internal detail");
    }
}
