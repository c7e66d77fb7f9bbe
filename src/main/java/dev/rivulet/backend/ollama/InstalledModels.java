package dev.rivulet.backend.ollama;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/tags} lists, the model installed last first.
 *
 * @param names of the models that can chat
 */
record InstalledModels(List<String> names) {
    private static final String DEFAULT_TAG = ":latest";

    InstalledModels {
        names = List.copyOf(names);
    }

    private record Installed(String name, OffsetDateTime at) {}

    /** @throws IllegalArgumentException when it is no such list */
    static InstalledModels of(JsonObject tags) {
        if (!(tags.getValue("models") instanceof JsonArray models)) {
            throw new IllegalArgumentException("no list of models");
        }
        return new InstalledModels(models.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(InstalledModels::canChat)
                .map(model -> new Installed(model.getString("name", ""), modified(model.getString("modified_at"))))
                .filter(model -> !model.name.isEmpty())
                .sorted(Comparator.comparing(Installed::at).reversed())
                .map(Installed::name)
                .toList());
    }

    Optional<String> newest() {
        return names.stream().findFirst();
    }

    /** A name without a tag means the tag {@code latest}; case doesn't matter. */
    boolean has(String model) {
        return names.stream().anyMatch(name -> tagged(name).equalsIgnoreCase(tagged(model)));
    }

    private static String tagged(String name) {
        return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : name + DEFAULT_TAG;
    }

    /** Models that only embed can't chat. Older servers don't list capabilities; there the family tells. */
    private static boolean canChat(JsonObject model) {
        if (model.getValue("capabilities") instanceof JsonArray capabilities) {
            return capabilities.contains("completion");
        }
        return !(model.getValue("details") instanceof JsonObject details
                && details.getString("family", "").contains("bert"));
    }

    private static OffsetDateTime modified(@Nullable String at) {
        try {
            return at == null ? OffsetDateTime.MIN : OffsetDateTime.parse(at);
        } catch (DateTimeParseException _) {
            return OffsetDateTime.MIN;
        }
    }
}
