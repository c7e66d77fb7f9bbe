package dev.rivulet.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Reads YAML into nodes that know their line. */
final class YamlReader {
    private static final YAMLFactory YAML = new YAMLFactory();

    private final IntFunction<Source> source;
    private final List<Mistake> mistakes;

    /**
     * @param source where line N is
     * @param mistakes where to put what is wrong
     */
    YamlReader(IntFunction<Source> source, List<Mistake> mistakes) {
        this.source = source;
        this.mistakes = mistakes;
    }

    /** Reads a document; what can't be read is a mistake and comes back as nothing set. */
    Node read(String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            return parser.nextToken() == null ? new Node.Mapping(source.apply(1), Map.of()) : node(parser, "");
        } catch (JsonProcessingException invalid) {
            // Its message quotes the file, which may hold secrets: only the line is told.
            int line = invalid.getLocation() == null
                    ? 1
                    : Math.max(1, invalid.getLocation().getLineNr());
            mistakes.add(new Mistake(
                    source.apply(line).toString(),
                    "this",
                    "is not YAML: check indentation, colons and quotes here and just above"));
            return new Node.Scalar(source.apply(line), "");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Node node(JsonParser parser, String path) throws IOException {
        Source here = source.apply(parser.currentTokenLocation().getLineNr());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, path, here);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser, path + "[" + items.size() + "]"));
            }
            return new Node.Sequence(here, List.copyOf(items));
        }
        if (token == JsonToken.VALUE_NULL) {
            return new Node.Scalar(here, "");
        }
        String text = parser.getText();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return new Node.Scalar(here, text, token == JsonToken.VALUE_TRUE);
        }
        return new Node.Scalar(here, text, token.isNumeric() ? parser.getNumberValue() : text);
    }

    private Node mapping(JsonParser parser, String path, Source here) throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Source keyAt = source.apply(parser.currentTokenLocation().getLineNr());
            String keyPath = path.isEmpty() ? key : path + "." + key;
            parser.nextToken();
            Node earlier = entries.putIfAbsent(key, node(parser, keyPath));
            if (earlier != null) {
                mistakes.add(new Mistake(
                        keyAt.toString(),
                        keyPath,
                        "is set twice, here and at " + earlier.source() + "; keep one of them"));
            }
        }
        return new Node.Mapping(here, entries);
    }
}
