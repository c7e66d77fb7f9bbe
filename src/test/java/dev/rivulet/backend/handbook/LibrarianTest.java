package dev.rivulet.backend.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.backend.handbook.QuestionSet.Question;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How well questions that nobody wrote into the pages find their section, and how well others are left alone. */
class LibrarianTest {
    private static final Words WORDS = new Words();
    private static SectionIndex index;
    private static Librarian librarian;

    @BeforeAll
    static void open() {
        index = SectionIndex.of(Handbook.sections(), WORDS);
        librarian = new Librarian(index, WORDS);
    }

    /** What came out for one part of the questions. */
    private record Figures(
            String part, int inScope, int outOfScope, int first, int firstThree, int answered, int abstained) {
        double hitAt1() {
            return first / (double) inScope;
        }

        double hitAt3() {
            return firstThree / (double) inScope;
        }

        /** Of the questions left unanswered, how many should have been. */
        double abstentionPrecision() {
            return abstained / (double) (abstained + inScope - answered);
        }

        /** Of the questions that should be left unanswered, how many were. */
        double abstentionRecall() {
            return abstained / (double) outOfScope;
        }

        @Override
        public String toString() {
            return "%s: of %d questions about Rivulet the right section came first for %.2f, among three for %.2f, and %.2f were answered; of %d others %.2f were left alone (precision %.2f)"
                    .formatted(
                            part,
                            inScope,
                            hitAt1(),
                            hitAt3(),
                            answered / (double) inScope,
                            outOfScope,
                            abstentionRecall(),
                            abstentionPrecision());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsTheSectionAndLeavesOtherQuestionsAlone(boolean held) {
        Figures figures = figures(held);
        System.out.println(figures);
        assertThat(figures.hitAt1()).as(figures::toString).isGreaterThanOrEqualTo(0.70);
        assertThat(figures.hitAt3()).as(figures::toString).isGreaterThanOrEqualTo(0.85);
        assertThat(figures.abstentionRecall()).as(figures::toString).isGreaterThanOrEqualTo(0.85);
        assertThat(figures.abstentionPrecision()).as(figures::toString).isGreaterThanOrEqualTo(0.65);
    }

    private static Figures figures(boolean held) {
        List<Question> questions = QuestionSet.read().stream()
                .filter(question -> question.held() == held)
                .toList();
        Predicate<Question> answered = question -> librarian.lookUp(question.text()) instanceof Lookup.Found;
        List<Question> inScope = questions.stream().filter(Question::inScope).toList();
        List<Question> outOfScope =
                questions.stream().filter(question -> !question.inScope()).toList();
        return new Figures(
                held ? "held" : "tune",
                inScope.size(),
                outOfScope.size(),
                count(inScope, question -> hit(question, 1)),
                count(inScope, question -> hit(question, 3)),
                count(inScope, answered),
                count(outOfScope, answered.negate()));
    }

    private static int count(List<Question> questions, Predicate<Question> counted) {
        return (int) questions.stream().filter(counted).count();
    }

    private static boolean hit(Question question, int among) {
        return index.search(question.text(), among).stream().anyMatch(hit -> question.expects(hit.section()));
    }

    @Test
    void asksNoSampleQuestionOfThePages() {
        List<String> samples = Handbook.sections().stream()
                .flatMap(section -> section.questions().stream())
                .map(LibrarianTest::plain)
                .toList();
        assertThat(QuestionSet.read().stream().map(question -> plain(question.text())))
                .doesNotContainAnyElementsOf(samples);
    }

    private static String plain(String question) {
        return question.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    @Test
    void findsTheSectionOfEverySampleQuestion() {
        List<String> lost = index.sections().stream()
                .flatMap(section -> section.questions().stream()
                        .filter(sample -> index.search(sample, 3).stream()
                                .noneMatch(hit -> hit.section().equals(section)))
                        .map(sample -> section.source() + ": " + sample))
                .toList();
        assertThat(lost).isEmpty();
    }

    @Test
    void fitsFromZeroToOneWhateverTheLengthOfTheQuestion() {
        String question = "How do I start Ollama? ";
        double once = index.search(question, 1).getFirst().fit();
        double often = index.search(question.repeat(20), 1).getFirst().fit();
        assertThat(once).isBetween(Librarian.THRESHOLD, 1.0).isEqualTo(often);
    }
}
