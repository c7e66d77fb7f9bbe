package dev.rivulet.backend.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.FailureException;
import dev.rivulet.chat.Image;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuestionBodyTest {
    private static final int LIMIT = 200_000;

    @Test
    void leavesWhatFitsAsItIs() throws Exception {
        Image small = noise(40);
        QuestionBody body = QuestionBody.of(asking("Look", small), LIMIT);
        assertThat(body.note()).isNull();
        assertThat(images(body).getJsonObject(0).getString("data")).isEqualTo(small.base64());
    }

    @Test
    void saysThatATitleIsWanted() {
        ChatRequest asked = asking("Look");
        ChatRequest title = new ChatRequest(
                asked.requestId(),
                asked.conversation(),
                asked.user(),
                asked.origin(),
                asked.messages(),
                null,
                null,
                ChatRequest.Purpose.TITLE);
        assertThat(purpose(title)).isEqualTo("title");
        assertThat(purpose(asked)).isNull();
    }

    private static @Nullable String purpose(ChatRequest request) {
        return QuestionBody.of(request, LIMIT).bytes().toJsonObject().getString("purpose");
    }

    @Test
    void makesPicturesSmallerThatDoNotFit() throws Exception {
        QuestionBody body = QuestionBody.of(asking("Look", noise(1700)), 1_500_000);
        assertThat(body.note()).isNull();
        assertThat(body.bytes().length()).isLessThanOrEqualTo(1_500_000);
        JsonObject image = images(body).getJsonObject(0);
        assertThat(image.getString("mediaType")).isEqualTo("image/jpeg");
        BufferedImage read =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image.getString("data"))));
        assertThat(read.getWidth()).isLessThan(1700).isGreaterThan(700);
    }

    @Test
    void namesPicturesThatItLeavesOut() {
        Image unreadable = new Image("image/webp", "A".repeat(300_000));
        QuestionBody body = QuestionBody.of(asking("Look", unreadable), LIMIT);
        assertThat(body.note()).isEqualTo("1 picture was too large to send along");
        JsonObject message =
                body.bytes().toJsonObject().getJsonArray("messages").getJsonObject(0);
        assertThat(message.containsKey("images")).isFalse();
        assertThat(message.getString("content")).startsWith("Look").contains("too large to send along");
    }

    @Test
    void countsWhatEscapingAdds() {
        assertThatThrownBy(() -> QuestionBody.of(asking("\"".repeat(60_000)), LIMIT))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("rejected");
    }

    private static JsonArray images(QuestionBody body) {
        return body.bytes()
                .toJsonObject()
                .getJsonArray("messages")
                .getJsonObject(0)
                .getJsonArray("images");
    }

    private static ChatRequest asking(String content, Image... images) {
        return FarRouter.question(new ChatMessage(ChatMessage.Role.USER, content, null, null, List.of(images)));
    }

    /** Which no compression makes much smaller. */
    private static Image noise(int side) throws IOException {
        Random random = new Random(1);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return new Image("image/png", Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
}
