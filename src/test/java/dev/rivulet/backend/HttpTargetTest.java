package dev.rivulet.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.RequestOptions;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTargetTest {
    @ParameterizedTest
    @CsvSource({
        "http://ollama.example/api, false, ollama.example, 80",
        "https://ollama.example, true, ollama.example, 443",
        "https://ollama.example:8443, true, ollama.example, 8443",
        "http://[::1]:11434, false, ::1, 11434"
    })
    void leadsWhereTheUrlSays(URI url, boolean ssl, String host, int port) {
        RequestOptions options = HttpTarget.options(url);
        assertThat(options.isSsl()).isEqualTo(ssl);
        assertThat(options.getHost()).isEqualTo(host);
        assertThat(options.getPort()).isEqualTo(port);
    }
}
