package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rivulet.store.Allowance;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.DynamoDbLocal;
import dev.rivulet.store.SettableClock;
import dev.rivulet.store.Spender;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes, one of them killed while it answers, and one budget. */
class SharedBudgetIT {
    private static final int MOST = 60;
    private static final int QUESTIONS_EACH = 50;

    private final SettableClock clock = new SettableClock("2026-11-25T12:00:00Z");
    private Budgets budgets;

    @Test
    @Timeout(180)
    void aBudgetIsExactUnderManyQuestionsFromTwoProcessesOfWhichOneIsKilled() throws Exception {
        try (DynamoDbLocal table = DynamoDbLocal.start();
                Rig rig = new Rig(BudgetedProcess.router(), vertx -> budgets(vertx, table))) {
            rig.first.script(text("a"), completed());
            Process other = other(table, 0);
            try (BufferedReader says = other.inputReader()) {
                int answered = answeredAtOnce(rig, QUESTIONS_EACH);
                Matcher went = lineOf(says);
                int answeredThere = Integer.parseInt(went.group(1));
                int held = Integer.parseInt(went.group(2));
                assertThat(held).isPositive();
                assertThat(answered + answeredThere + held).isEqualTo(MOST);
                assertThat(used()).isEqualTo(MOST);

                other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
                assertThat(answeredAtOnce(rig, 5)).as("while the leases last").isZero();

                clock.advance(Duration.ofMinutes(2));
                assertThat(answeredAtOnce(rig, QUESTIONS_EACH))
                        .as("what the dead one had reserved")
                        .isEqualTo(held);
                assertThat(used()).isEqualTo(MOST);
            } finally {
                other.destroyForcibly();
            }
        }
    }

    /** Most of its questions wait to be reserved then, and what it has answered waits behind them to be counted. */
    @Test
    @Timeout(180)
    void aBudgetIsExactWhereAProcessDiesWhileItReserves() throws Exception {
        try (DynamoDbLocal table = DynamoDbLocal.start();
                Rig rig = new Rig(BudgetedProcess.router(), vertx -> budgets(vertx, table))) {
            rig.first.script(text("a"), completed());
            Process other = other(table, 4);
            try {
                int answered = answeredAtOnce(rig, QUESTIONS_EACH);
                assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(other.exitValue()).isEqualTo(BudgetedProcess.DIED);
                assertThat(used()).isBetween((long) answered, (long) MOST);

                clock.advance(Duration.ofMinutes(2));
                answered += answeredAtOnce(rig, QUESTIONS_EACH);
                assertThat(used()).isEqualTo(MOST);
                assertThat(MOST - answered)
                        .as("what the dead one had answered and counted")
                        .isBetween(0, 2);
                assertThat(answeredAtOnce(rig, 1)).isZero();
            } finally {
                other.destroyForcibly();
            }
        }
    }

    private Budgets budgets(Vertx vertx, DynamoDbLocal table) {
        budgets = BudgetedProcess.budgets(vertx, table.config(), clock, MOST);
        return budgets;
    }

    private static int answeredAtOnce(Rig rig, int questions) throws Exception {
        List<Asker> askers = IntStream.range(0, questions)
                .mapToObj(_ -> rig.ask(BudgetedProcess.USER))
                .toList();
        int answered = 0;
        for (Asker asker : askers) {
            Optional<Asker> taken = BudgetedProcess.taken(rig, asker);
            if (taken.isPresent()) {
                taken.get().end();
                answered++;
            }
        }
        return answered;
    }

    private long used() throws Exception {
        List<Allowance> report =
                budgets.report(new Spender(BudgetedProcess.USER, null, null)).await(20, TimeUnit.SECONDS);
        assertThat(report.getFirst().unit()).isEqualTo(Allowance.Unit.QUESTIONS);
        return report.getFirst().used();
    }

    private Process other(DynamoDbLocal table, int diesAt) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dvertx.disableDnsResolver=true",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                BudgetedProcess.class.getName()));
        command.addAll(List.of(
                String.valueOf(table.config().endpoint()),
                String.valueOf(table.config().region()),
                String.valueOf(table.config().table()),
                clock.instant().toString(),
                String.valueOf(MOST),
                String.valueOf(QUESTIONS_EACH),
                String.valueOf(diesAt)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Matcher lineOf(BufferedReader says) throws IOException {
        Pattern wanted = Pattern.compile("answered (\\d+) held (\\d+)");
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            Matcher found = wanted.matcher(line);
            if (found.matches()) {
                return found;
            }
        }
        throw new AssertionError("the other process ended");
    }
}
