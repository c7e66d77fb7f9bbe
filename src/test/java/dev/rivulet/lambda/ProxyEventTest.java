package dev.rivulet.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEventTest {
    @Test
    void readsWhatARestApiSends() {
        ProxyEvent event = read("""
                {"resource":"/chat","path":"/bot/chat","httpMethod":"POST",
                 "headers":{"CONTENT-TYPE":"application/json","Accept":"text/event-stream"},
                 "multiValueHeaders":{"CONTENT-TYPE":["application/json"],"X-Twice":["a","b"]},
                 "requestContext":{"stage":"live","identity":{"userArn":"arn:aws:iam::1:user/ada"}},
                 "body":"{}","isBase64Encoded":false}""");
        assertThat(event.method()).isEqualTo(HttpMethod.POST);
        assertThat(event.path()).isEqualTo("/chat");
        assertThat(event.headers().getAll("content-type")).containsExactly("application/json");
        assertThat(event.headers().getAll("x-twice")).containsExactly("a", "b");
        assertThat(event.headers().get("ACCEPT")).isEqualTo("text/event-stream");
        assertThat(event.principal()).isEqualTo("arn:aws:iam::1:user/ada");
        assertThat(event.body()).isEqualTo(Buffer.buffer("{}"));
    }

    @Test
    void readsWhatAnHttpApiOrAFunctionUrlSends() {
        String body = Base64.getEncoder().encodeToString("{\"ü\":1}".getBytes(StandardCharsets.UTF_8));
        ProxyEvent event = read("""
                {"version":"2.0","routeKey":"ANY /{proxy+}","rawPath":"/live/chat","rawQueryString":"",
                 "headers":{"content-type":"application/json"},
                 "requestContext":{"stage":"live","http":{"method":"POST","path":"/live/chat"},
                   "authorizer":{"iam":{"userArn":"arn:aws:sts::1:assumed-role/listener/i-0abc"}}},
                 "body":"%s","isBase64Encoded":true}""".formatted(body));
        assertThat(event.method()).isEqualTo(HttpMethod.POST);
        assertThat(event.path()).isEqualTo("/chat");
        assertThat(event.principal()).isEqualTo("arn:aws:sts::1:assumed-role/listener");
        assertThat(event.body().toString()).isEqualTo("{\"ü\":1}");
    }

    @Test
    void takesNobodyForKnownWhomNothingAuthenticated() {
        assertThat(read("""
                                {"httpMethod":"GET","path":"/health","headers":null,"multiValueHeaders":null,"body":null,
                                 "requestContext":{"stage":"live","identity":{"userArn":null,"sourceIp":"127.0.0.1"}}}""").principal()).isNull();
    }

    @Test
    void takesAnAuthorizersWord() {
        assertThat(read("""
                                {"version":"2.0","rawPath":"/chat","headers":{},
                                 "requestContext":{"stage":"$default","http":{"method":"POST"},
                                   "authorizer":{"jwt":{"claims":{"sub":"ada"}}}}}""").principal()).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "resource", "isBase64Encoded"})
    void takesAFieldThatIsNullForOneThatIsLeftOut(String field) {
        ProxyEvent event = read("{\"httpMethod\":\"POST\",\"path\":\"/chat\",\"body\":\"{}\",\"" + field + "\":null}");
        assertThat(event.path()).isEqualTo("/chat");
        assertThat(event.body()).isEqualTo(Buffer.buffer("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"path\":\"/chat\"}",
                "{\"version\":\"2.0\"}",
                "{\"httpMethod\":\"\",\"path\":\"/chat\"}",
                "{\"httpMethod\":\"secret method\",\"path\":\"/chat\"}",
                "{\"httpMethod\":\"POST\",\"path\":\"/chat\",\"headers\":[\"secret\"]}",
                "{\"httpMethod\":\"POST\",\"path\":\"/chat\",\"body\":\"*secret*\",\"isBase64Encoded\":true}"
            })
    void refusesWhatIsNoProxyEventAndQuotesNothing(String event) {
        assertThatThrownBy(() -> read(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private static ProxyEvent read(String event) {
        return ProxyEvent.read(Buffer.buffer(event));
    }
}
