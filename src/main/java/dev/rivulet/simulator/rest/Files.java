package dev.rivulet.simulator.rest;

import dev.rivulet.simulator.world.Attachment;
import dev.rivulet.simulator.world.World;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** Serves the files of messages to whoever knows their address, as Discord's content network does. */
public final class Files {
    private final World world;

    public Files(World world) {
        this.world = world;
    }

    public void handle(HttpServerRequest request) {
        var response = request.response();
        find(URLDecoder.decode(request.path(), StandardCharsets.UTF_8))
                .ifPresentOrElse(
                        file -> response.putHeader(
                                        HttpHeaders.CONTENT_TYPE,
                                        Optional.ofNullable(file.contentType()).orElse("application/octet-stream"))
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .end(file.data()),
                        () -> response.setStatusCode(404).end());
    }

    private Optional<Attachment> find(String path) {
        var ofMessages = world.channels().stream()
                .filter(channel -> path.startsWith(Attachment.ROOT + channel.id() + "/"))
                .flatMap(channel -> world.messages().list(channel.id()).stream())
                .flatMap(message -> message.attachments().stream());
        var ofCommands = world.interactions().list().stream().flatMap(interaction -> interaction.files().stream());
        return Stream.concat(ofMessages, ofCommands)
                .filter(attachment -> attachment.path().equals(path))
                .findFirst();
    }
}
