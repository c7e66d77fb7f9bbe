package dev.rivulet.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Looks through the rooms' code for what they say to people in English, and finds it translated. */
class SpokenLinesTest {
    private static final Set<String> SAID_BY = Set.of(
            "Unavailable",
            "Rejected",
            "TimedOut",
            "MalformedStream",
            "Truncated",
            "Overloaded",
            "OverBudget",
            "Cancelled",
            "Status");

    /** Stands for whatever the program puts in. */
    private static final String ANYTHING = "123";

    /** Of such a line, half a sentence comes from elsewhere; TranslationTest has examples. */
    private static final String HALF_A_SENTENCE = ANYTHING + " " + ANYTHING;

    @Test
    void areAllTranslated() throws IOException {
        List<String> lines = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/rivulet"))) {
            var units = files.getJavaFileObjectsFromPaths(
                    sources.filter(path -> path.toString().endsWith(".java")).toList());
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            for (var unit : task.parse()) {
                new Said(lines).scan(unit, null);
            }
        }
        assertThat(lines).as("lines found in the code").hasSizeGreaterThan(40);
        assertThat(lines)
                .as("lines that phrases_*.properties lack")
                .filteredOn(line -> Language.GERMAN.translate(line).equals(line))
                .isEmpty();
    }

    private static final class Said extends TreeScanner<Void, Void> {
        private final List<String> lines;
        private final Map<String, String> constants = new HashMap<>();

        Said(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            if (variable.getInitializer() instanceof LiteralTree literal && literal.getValue() instanceof String text) {
                constants.put(variable.getName().toString(), text);
            }
            return super.visitVariable(variable, null);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            String name = made.getIdentifier().toString();
            if (SAID_BY.contains(name.substring(name.lastIndexOf('.') + 1))
                    && !made.getArguments().isEmpty()) {
                variants(made.getArguments().getFirst()).stream()
                        .filter(line -> line.matches(".*[a-z]{3}.*") && !line.contains(HALF_A_SENTENCE))
                        .forEach(lines::add);
            }
            return super.visitNewClass(made, null);
        }

        /** What an expression may come to. */
        private List<String> variants(ExpressionTree expression) {
            return switch (expression) {
                case LiteralTree literal -> List.of(String.valueOf(literal.getValue()));
                case ParenthesizedTree inner -> variants(inner.getExpression());
                case ConditionalExpressionTree either ->
                    Stream.of(either.getTrueExpression(), either.getFalseExpression())
                            .flatMap(each -> variants(each).stream())
                            .toList();
                case BinaryTree sum ->
                    variants(sum.getLeftOperand()).stream()
                            .flatMap(left ->
                                    variants(sum.getRightOperand()).stream().map(right -> left + right))
                            .toList();
                case IdentifierTree name ->
                    List.of(constants.getOrDefault(name.getName().toString(), ANYTHING));
                default -> List.of(ANYTHING);
            };
        }
    }
}
