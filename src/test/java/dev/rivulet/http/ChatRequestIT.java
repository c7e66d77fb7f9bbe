package dev.rivulet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatMessage.Role;
import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.Image;
import dev.rivulet.chat.Origin;
import dev.rivulet.chat.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestIT {
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ChatRequest asked(String body) throws Exception {
        var sent = server.client.sendAsync(server.chat(body).build(), HttpResponse.BodyHandlers.ofString());
        Asked asked = server.asked().complete();
        assertThat(sent.get().statusCode()).isEqualTo(200);
        return asked.request();
    }

    @Test
    void takesTheCallersIdForAQuestionWhereItIsOne() throws Exception {
        String id = "0F8FAD5B-d9cb-469f-a165-70867728950e";
        for (String given : List.of(id, "not one", id + "0")) {
            var sent = server.client.sendAsync(
                    server.chat(ApiServer.HELLO).header("X-Request-Id", given).build(),
                    HttpResponse.BodyHandlers.ofString());
            String known = server.asked().complete().request().requestId();
            assertThat(known.equals(id.toLowerCase(Locale.ROOT))).isEqualTo(given.equals(id));
            assertThat(sent.get().headers().firstValue("X-Request-Id")).hasValue(known);
        }
    }

    @Test
    void passesEveryFieldOn() throws Exception {
        ChatRequest request = asked("""
                {"conversation": "c1", "user": {"id": "7", "name": "Ada"},
                 "origin": {"server": "1", "channel": "2", "profile": "pirate"},
                 "messages": [
                   {"role": "user", "content": "What is it?", "images": [{"mediaType": "image/png", "data": "aGk="}]},
                   {"role": "assistant", "content": "A cat.", "at": "2026-11-22T10:15:00+01:00", "backend": "ollama"},
                   {"role": "user", "content": "", "images": [{"mediaType": "image/gif", "data": "aGk="}]}],
                 "backend": "ollama", "model": "llava", "purpose": "title"}
                """);
        assertThat(UUID.fromString(request.requestId()).version()).isEqualTo(4);
        assertThat(request.conversation().value()).isEqualTo("api:local:c1");
        assertThat(request.user()).isEqualTo(new User("7", "Ada"));
        assertThat(request.origin()).isEqualTo(new Origin("1", "2", "pirate"));
        assertThat(request.messages())
                .containsExactly(
                        new ChatMessage(Role.USER, "What is it?", null, null, List.of(new Image("image/png", "aGk="))),
                        new ChatMessage(
                                Role.ASSISTANT, "A cat.", Instant.parse("2026-11-22T09:15:00Z"), "ollama", List.of()),
                        new ChatMessage(Role.USER, "", null, null, List.of(new Image("image/gif", "aGk="))));
        assertThat(request.backend()).isEqualTo("ollama");
        assertThat(request.model()).isEqualTo("llava");
        assertThat(request.purpose()).isEqualTo(ChatRequest.Purpose.TITLE);
    }

    @Test
    void fillsInWhatIsLeftOut() throws Exception {
        ChatRequest first = asked(ApiServer.HELLO);
        ChatRequest second = asked(ApiServer.HELLO);
        assertThat(first.user()).isEqualTo(new User("api:local", "API"));
        assertThat(first.origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(first.backend()).isNull();
        assertThat(first.conversation()).isNotEqualTo(second.conversation());
        assertThat(first.requestId()).isNotEqualTo(second.requestId());
    }

    @Test
    void callsAUserWithoutNameById() throws Exception {
        assertThat(asked("{\"user\":{\"id\":\"7\"},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                        .user())
                .isEqualTo(new User("7", "7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | messages | is missing",
                "[] | `` | must be an object, not an array",
                "null | `` | must be an object, not null",
                "{'messages':[]} | messages | must not be empty",
                "{'messages':'x'} | messages | must be an array, not a string",
                "{'mesages':[],'messages':[{'role':'user','content':'x'}]} | mesages | is not known here; known are conversation, user, origin, messages, backend, model, purpose",
                "{'messages':[{'role':'system','content':'x'}]} | messages[0].role | must be user or assistant, not \"system\"",
                "{'messages':[{'role':'user','content':5}]} | messages[0].content | must be a string, not a number",
                "{'messages':[{'role':'user','content':null}]} | messages[0].content | must be a string, not null",
                "{'messages':[{'role':'user'}]} | messages[0].content | is missing",
                "{'messages':[{'role':'user','content':'x','foo':1}]} | messages[0].foo | is not known here; known are role, content, at, backend, images",
                "{'messages':[{'role':'user','content':'x'}],'conversation':''} | conversation | must not be empty",
                "{'messages':[{'role':'user','content':'x'}],'user':{'name':'x'}} | user.id | is missing",
                "{'messages':[{'role':'user','content':'x','at':'yesterday'}]} | messages[0].at | must be a date-time; \"yesterday\" is none",
                "{'messages':[{'role':'user','content':'x','images':[{'mediaType':'text/plain','data':'aGk='}]}]} | messages[0].images[0].mediaType | must match ^image/[A-Za-z0-9.+-]+$; \"text/plain\" does not",
                "{'messages':[{'role':'user','content':'x','images':[{'mediaType':'image/png','data':'a*b'}]}]} | messages[0].images[0].data | must be standard base64 with padding and without line breaks",
                "{'messages':[{'role':'user','content':''}]} | messages[0].content | must say something, unless the message has images",
                "{'messages':[{'role':'user','content':' \\n'}]} | messages[0].content | must say something, unless the message has images",
                "{'messages':[{'role':'user','content':'','images':[]}]} | messages[0].content | must say something, unless the message has images",
                "{'messages':[{'role':'user','content':'x'},{'role':'assistant','content':'y'}]} | messages[1].role | must be user, since the last message is the one to answer",
            })
    void namesTheFieldThatIsWrongAndWhatIsAllowed(String body, String field, String message) throws Exception {
        JsonObject problem = server.problem(400, server.chat(body.replace('\'', '"')));
        assertThat(problem.getJsonArray("errors"))
                .containsExactly(new JsonObject().put("field", field).put("message", message));
        assertThat(problem.getString("detail")).isEqualTo((field.isEmpty() ? "The body" : field) + " " + message + ".");
    }

    @Test
    void namesEveryWrongField() throws Exception {
        JsonArray errors = server.problem(
                        400, server.chat("{\"user\":{},\"backend\":1,\"messages\":[{\"role\":\"me\",\"content\":2}]}"))
                .getJsonArray("errors");
        assertThat(errors.stream().map(each -> ((JsonObject) each).getString("field")))
                .containsExactlyInAnyOrder("user.id", "backend", "messages[0].role", "messages[0].content");
    }

    @Test
    void namesALongConversationByItsLengthOnly() throws Exception {
        JsonObject problem = server.problem(
                400,
                server.chat("{\"conversation\":\"" + "c".repeat(129)
                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"));
        assertThat(problem.getString("detail")).isEqualTo("conversation may have at most 128 characters, not 129.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'messages': [,]} | line 1, column 15",
                "{'messages': | line 1, column",
                "{'messages':[]} x | line 1, column 17",
            })
    void saysWhereABodyIsNoJson(String body, String place) throws Exception {
        assertThat(server.problem(400, server.chat(body.replace('\'', '"'))).getString("detail"))
                .contains("not JSON")
                .contains(place);
    }

    @Test
    void saysThatABodyIsEmpty() throws Exception {
        assertThat(server.problem(400, server.chat("")).getString("detail")).contains("empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/jsonx"
            })
    void refusesOtherMediaTypes(String type) throws Exception {
        HttpRequest.Builder request =
                server.to("/chat").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(server.problem(415, request).getString("detail")).contains("application/json", type);
    }

    @Test
    void refusesABodyWithoutMediaType() throws Exception {
        server.problem(415, server.to("/chat").POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
    void takesJsonHoweverItIsWritten(String type) throws Exception {
        HttpRequest.Builder request =
                server.to("/chat").header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString("{}"));
        server.problem(400, request);
    }

    @Test
    void refusesFormsThatItDoesNotHave() throws Exception {
        assertThat(server.problem(406, server.chat(ApiServer.HELLO, "Accept", "text/html"))
                        .getString("detail"))
                .contains("text/event-stream", "application/json");
    }

    @Test
    void saysWhatIsThereInsteadOfAnUnknownPath() throws Exception {
        assertThat(server.problem(404, server.to("/chats")).getString("detail")).contains("/chat, /health, /metrics");
    }

    @ParameterizedTest
    @CsvSource({"GET,/chat,POST", "DELETE,/health,GET", "OPTIONS,/chat,POST"})
    void saysWhichMethodAPathTakes(String method, String path, String allowed) throws Exception {
        HttpRequest.Builder request = server.to(path).method(method, HttpRequest.BodyPublishers.noBody());
        assertThat(server.problem(405, request).getString("detail")).contains(allowed);
        assertThat(server.send(request).headers().firstValue("Allow")).hasValue(allowed);
    }

    @Test
    void takesABodyOfExactlyTheLimit() throws Exception {
        assertThat(asked(body(ApiRequest.MAX_BODY)).messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesABodyOverTheLimitWhetherItsLengthIsAnnouncedOrNot(boolean announced) throws Exception {
        byte[] body = body(ApiRequest.MAX_BODY + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var publisher = HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request = server.to("/chat").header("Content-Type", "application/json");
        request.POST(announced ? publisher : HttpRequest.BodyPublishers.fromPublisher(publisher));
        assertThat(server.problem(413, request).getString("detail")).contains("8388608");
    }

    @Test
    void readsNoMoreOfABodyThanTheLimit() throws Exception {
        // Endless: only a server that stops reading, or closes, ends this.
        try (RawClient client = server.connect()) {
            client.write("POST /chat HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                    + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            List<String> written = new ArrayList<>();
            try {
                while (written.size() < 4096) {
                    client.write(chunk);
                    written.add("");
                }
            } catch (java.io.IOException e) {
                // As hoped.
            }
            assertThat(written.size()).isLessThan(4096);
        }
    }

    private static String body(int length) {
        String start = "{\"messages\":[{\"role\":\"user\",\"content\":\"";
        String end = "\"}]}";
        return start + "x".repeat(length - start.length() - end.length()) + end;
    }
}
