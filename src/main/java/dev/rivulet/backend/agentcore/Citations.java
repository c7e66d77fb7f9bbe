package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockagentruntime.model.Attribution;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrievalResultLocation;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrievedReference;

/** What agents cite as sources. What says nowhere where it is can't be looked up, and is left out. */
final class Citations {
    private static final int LONGEST_QUOTE = 2000;

    private Citations() {}

    /** Of a chunk of Bedrock Agents; a reference that several passages rest on comes once. */
    static List<Source> of(Attribution attribution) {
        return attribution.citations().stream()
                .flatMap(citation -> citation.retrievedReferences().stream())
                .flatMap(reference -> source(reference).stream())
                .distinct()
                .toList();
    }

    private static Optional<Source> source(RetrievedReference reference) {
        String uri = Optional.ofNullable(reference.location())
                .flatMap(Citations::uri)
                .or(() -> metadata(reference, "x-amz-bedrock-kb-source-uri"))
                .orElse("");
        String quote = reference.content() == null ? null : reference.content().text();
        return uri.isBlank()
                ? Optional.empty()
                : Optional.of(new Source(metadata(reference, "title").orElse(null), uri, quote(quote)));
    }

    private static Optional<String> uri(RetrievalResultLocation location) {
        return Stream.of(
                        location.webLocation() == null
                                ? null
                                : location.webLocation().url(),
                        location.s3Location() == null
                                ? null
                                : location.s3Location().uri(),
                        location.confluenceLocation() == null
                                ? null
                                : location.confluenceLocation().url(),
                        location.salesforceLocation() == null
                                ? null
                                : location.salesforceLocation().url(),
                        location.sharePointLocation() == null
                                ? null
                                : location.sharePointLocation().url(),
                        location.kendraDocumentLocation() == null
                                ? null
                                : location.kendraDocumentLocation().uri(),
                        location.customDocumentLocation() == null
                                ? null
                                : location.customDocumentLocation().id())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Optional<String> metadata(RetrievedReference reference, String key) {
        Document value = reference.metadata().get(key);
        return value != null && value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** Of a citation as Bedrock's models write it, in what an agent on AgentCore Runtime passes on. */
    static List<Source> of(JsonObject citation) {
        JsonObject location = citation.getValue("location") instanceof JsonObject object ? object : new JsonObject();
        String uri = location.getValue("web") instanceof JsonObject web && web.getValue("url") instanceof String url
                ? url
                : citation.getValue("source") instanceof String source ? source : "";
        String title = citation.getValue("title") instanceof String text ? text : null;
        return uri.isBlank()
                ? List.of()
                : List.of(new Source(title, uri, quote(joined(citation.getValue("sourceContent")))));
    }

    private static @Nullable String joined(@Nullable Object content) {
        List<String> texts = new ArrayList<>();
        if (content instanceof JsonArray array) {
            array.forEach(each -> {
                if (each instanceof JsonObject object && object.getValue("text") instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return texts.isEmpty() ? null : String.join("", texts);
    }

    private static @Nullable String quote(@Nullable String text) {
        return text == null || text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE);
    }
}
