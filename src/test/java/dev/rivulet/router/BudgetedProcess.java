package dev.rivulet.router;

import static dev.rivulet.backend.ScriptedBackend.completed;
import static dev.rivulet.backend.ScriptedBackend.text;

import dev.rivulet.chat.Failure;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.BudgetsConfig;
import dev.rivulet.config.BudgetsConfig.Limits;
import dev.rivulet.config.BudgetsConfig.Softer;
import dev.rivulet.config.StoreConfig;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.DynamoDbLocal;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A router with budgets in a shared table, as a process of its own. Every other answer it begins never ends. It asks all its questions at
 * once, says how it went when each was answered, refused or is held, and waits to be killed; or dies at once when it is asked to begin the
 * answer with this number, from 1.
 *
 * <p>Arguments: endpoint, region, table, the time, the limit, how many questions, the answer at which it dies (0 for none).
 */
final class BudgetedProcess {
    static final String USER = "ada";

    /** What a process ends with that dies by itself. */
    static final int DIED = 9;

    private BudgetedProcess() {}

    static BudgetsConfig config(int most) {
        Limits none = new Limits(0, 0);
        return new BudgetsConfig(
                new Limits(most, 0), none, none, new Limits(most, 1_000_000), 100, new Softer(null, null), true);
    }

    static Configs router() {
        return Configs.router().limits(200, 1, 200, 200);
    }

    static Budgets budgets(Vertx vertx, StoreConfig store, InstantSource clock, int most) {
        return new Budgets(DynamoDbLocal.open(vertx, store, clock), config(most), clock);
    }

    /** The answer, or nothing where the budget is used up; asks again while the store is too busy. */
    static Optional<Asker> taken(Rig rig, Asker asker) {
        Asker asking = asker;
        while (true) {
            try {
                return Optional.of(asking.taken());
            } catch (FailureException refused) {
                if (refused.failure() instanceof Failure.OverBudget) {
                    return Optional.empty();
                }
                asking = rig.ask(USER);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    public static void main(String... arguments) throws Exception {
        StoreConfig store =
                new StoreConfig(StoreConfig.Kind.DYNAMODB, arguments[2], arguments[1], URI.create(arguments[0]));
        InstantSource clock = InstantSource.fixed(Instant.parse(arguments[3]));
        Rig rig = new Rig(router(), vertx -> budgets(vertx, store, clock, Integer.parseInt(arguments[4])));
        AtomicInteger begun = new AtomicInteger();
        int last = Integer.parseInt(arguments[6]);
        rig.first.script(_ -> {
            int number = begun.incrementAndGet();
            if (number == last) {
                Runtime.getRuntime().halt(DIED);
            }
            return number % 2 == 1 ? List.of(text("a"), completed()) : List.of(text("never ends"));
        });
        List<Asker> askers = IntStream.range(0, Integer.parseInt(arguments[5]))
                .mapToObj(_ -> rig.ask(USER))
                .toList();
        int answered = 0;
        int held = 0;
        for (Asker asker : askers) {
            Optional<Asker> taken = taken(rig, asker);
            if (taken.isPresent()) {
                if (taken.get().awaitText().text().equals("a")) {
                    taken.get().end();
                    answered++;
                } else {
                    held++;
                }
            }
        }
        System.out.println("answered " + answered + " held " + held);
        Thread.currentThread().join();
    }
}
