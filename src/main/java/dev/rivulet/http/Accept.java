package dev.rivulet.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.impl.HeaderParser;
import io.vertx.ext.web.impl.ParsableMIMEValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which form of an answer a client wants (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, 12.5.1</a>). */
enum Accept {
    /** Comes first: it is what a client gets that doesn't care. */
    JSON("application/json"),
    EVENT_STREAM("text/event-stream");

    private final String mediaType;

    Accept(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The form that the client prefers of those we have; empty if it accepts none of them. */
    static Optional<Accept> of(MultiMap headers) {
        String header = String.join(",", headers.getAll(HttpHeaders.ACCEPT)).toLowerCase(Locale.ROOT);
        if (header.isBlank()) {
            return Optional.of(JSON);
        }
        List<MIMEHeader> wanted =
                HeaderParser.sort(HeaderParser.<MIMEHeader>convertToParsedHeaderValues(header, ParsableMIMEValue::new));
        return wanted.stream()
                .filter(range -> range.weight() > 0)
                .flatMap(range ->
                        List.of(values()).stream().filter(form -> form.matches(range) && !form.isRefused(wanted)))
                .findFirst();
    }

    private boolean matches(MIMEHeader range) {
        return switch (range.component() + "/" + range.subComponent()) {
            case "*/*" -> true;
            case String type when type.endsWith("/*") -> mediaType.startsWith(type.substring(0, type.length() - 1));
            case String type -> mediaType.equals(type);
        };
    }

    /** {@code q=0} says never, however well a wildcard fits. */
    private boolean isRefused(List<MIMEHeader> wanted) {
        return wanted.stream().anyMatch(range -> range.weight() == 0 && mediaType.equals(range.mediaType()));
    }
}
