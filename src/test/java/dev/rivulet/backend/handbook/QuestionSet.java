package dev.rivulet.backend.handbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Questions people may ask, and what the handbook should do with them: {@code questions.tsv}. */
final class QuestionSet {
    /**
     * One of them.
     *
     * @param held whether it was kept away from choosing weights, words and threshold
     * @param expected pages and headings of which one should be quoted; empty where the handbook should keep silent
     */
    record Question(boolean held, String text, List<String> expected) {
        boolean inScope() {
            return !expected.isEmpty();
        }

        boolean expects(Section section) {
            String page = section.page().replaceFirst("^docs/", "").replaceFirst("\\.md$", "");
            return expected.contains(page + "#*") || expected.contains(page + "#" + section.heading());
        }
    }

    private QuestionSet() {}

    static List<Question> read() {
        try (InputStream in = Objects.requireNonNull(QuestionSet.class.getResourceAsStream("questions.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> new Question(cells[0].equals("held"), cells[1], expected(cells[2])))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> expected(String cell) {
        return cell.equals("-")
                ? List.of()
                : Arrays.stream(cell.split("\\|")).flatMap(Stream::of).toList();
    }
}
