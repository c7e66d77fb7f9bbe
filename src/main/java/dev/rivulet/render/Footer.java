package dev.rivulet.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The line under a finished answer that says who gave it, such as {@code llama3.2 · ollama · 312 tokens}.
 *
 * @param model as the backend names it
 * @param backend the backend's name
 * @param notes anything else worth a few words, in order
 */
public record Footer(String model, String backend, List<String> notes) {
    private static final String SEPARATOR = " · ";

    /** What tells a backend's name from a note: names have no blanks and no dots. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

    public Footer {
        notes = List.copyOf(notes);
        if (backend.isBlank()) {
            throw new IllegalArgumentException("backend must not be blank");
        }
    }

    public Footer(String model, String backend) {
        this(model, backend, List.of());
    }

    /** The line's text, without the {@code -# } before it. A backend that is its own model, such as the handbook, stands there once. */
    String format() {
        List<String> fields = new ArrayList<>();
        fields.add(field(model.isBlank() ? backend : model));
        boolean once = fields.getFirst().equals(field(backend))
                && !notes.isEmpty()
                && !NAME.matcher(field(notes.getFirst())).matches();
        if (!once) {
            fields.add(field(backend));
        }
        notes.forEach(note -> fields.add(field(note)));
        return String.join(SEPARATOR, fields);
    }

    /** The inverse of {@link #format()}; empty for a line that isn't a footer's. */
    static Optional<Footer> parse(String text) {
        List<String> fields = List.of(text.split(SEPARATOR, -1));
        if (fields.size() < 2 || fields.get(0).isBlank() || fields.get(1).isBlank()) {
            return Optional.empty();
        }
        boolean once = !NAME.matcher(fields.get(1)).matches();
        return Optional.of(
                new Footer(fields.get(0), fields.get(once ? 0 : 1), fields.subList(once ? 1 : 2, fields.size())));
    }

    private static String field(String value) {
        return value.replace('·', '-').strip();
    }
}
