package dev.rivulet.router;

import dev.rivulet.chat.ChatRequest;
import dev.rivulet.chat.FailureException;
import dev.rivulet.config.BudgetsConfig;
import dev.rivulet.store.Allowance;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.Budgets.Grant;
import dev.rivulet.store.Budgets.Reserved;
import dev.rivulet.store.Spender;
import dev.rivulet.store.StoreException;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pays for questions: reserves them before they are asked and counts what they took. Belongs to the router's context. */
final class Purse {
    private static final Logger LOG = LoggerFactory.getLogger(Purse.class);

    /** Of the five that an asker waits. */
    private static final Duration RESERVING = Duration.ofSeconds(4);

    /** How much longer than an answer may take its lease lasts. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** The last words of an answer wait so long for the count. */
    private static final Duration COUNTING = Duration.ofSeconds(2);

    private static final int COUNTING_ATTEMPTS = 6;

    /**
     * Lets one question in.
     *
     * @param note what the asker should know, before the answer
     */
    record Ticket(Route route, Reserved reserved, @Nullable String note) {}

    private final Vertx vertx;
    private final Budgets budgets;
    private final Duration reserving;

    Purse(Vertx vertx, Budgets budgets) {
        this(vertx, budgets, RESERVING);
    }

    /** For tests. */
    Purse(Vertx vertx, Budgets budgets, Duration reserving) {
        this.vertx = vertx;
        this.budgets = budgets;
        this.reserving = reserving;
    }

    /**
     * Reserves it. Where a budget is used up, the softer backend's route takes the place of this one, uncounted.
     *
     * @param whole how long the answer may take
     * @return fails with a {@link FailureException} when the question may not be asked
     */
    Future<Ticket> pay(ChatRequest request, Route route, Duration whole) {
        BudgetsConfig config = budgets.config();
        if (!config.isOn()) {
            return Future.succeededFuture(new Ticket(route, Budgets.NOTHING, null));
        }
        long tokens = Cost.reckoned(route.request(request, 0), config.answerTokens());
        Future<Grant> reservation = budgets.reserve(Spender.of(request), tokens, whole.plus(MARGIN));
        return reservation.timeout(reserving.toMillis(), TimeUnit.MILLISECONDS).transform(done -> {
            if (done.succeeded()) {
                return ticket(route, done.result());
            }
            reservation.onSuccess(late -> {
                if (late instanceof Grant.Granted(Reserved reserved)) {
                    release(reserved);
                }
            });
            return uncounted(request, route, done.cause());
        });
    }

    private Future<Ticket> ticket(Route route, Grant grant) {
        return switch (grant) {
            case Grant.Granted(Reserved reserved) -> Future.succeededFuture(new Ticket(route, reserved, null));
            case Grant.Spent(Allowance allowance, Duration left) -> {
                BudgetsConfig.Softer softer = budgets.config().softer();
                yield softer.isOn()
                        ? Future.succeededFuture(new Ticket(
                                route.softer(softer.backend(), softer.model()),
                                Budgets.NOTHING,
                                Wording.softer(allowance)))
                        : Future.failedFuture(new FailureException(Wording.spent(allowance, left)));
            }
        };
    }

    private Future<Ticket> uncounted(ChatRequest request, Route route, Throwable cause) {
        LOG.atWarn()
                .addKeyValue(LogKeys.REQUEST_ID, request.requestId())
                .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                .log("Budgets can't be looked up");
        if (isBusy(cause)) {
            return Future.failedFuture(new FailureException(Wording.BUDGETS_BUSY));
        }
        return budgets.config().withoutStore()
                ? Future.succeededFuture(new Ticket(route, Budgets.NOTHING, null))
                : Future.failedFuture(new FailureException(Wording.BUDGETS_UNKNOWN));
    }

    /** Who has too much to count must not let pass what it can't count: that is when budgets matter. */
    private boolean isBusy(Throwable cause) {
        return switch (cause) {
            case StoreException failed -> failed.isBusy();
            case TimeoutException _ -> !budgets.areGone();
            default -> false;
        };
    }

    /** It was answered with so many tokens. Completes when that is counted, or has to be left to itself; never fails. */
    Future<Void> settle(Reserved reserved, long tokens) {
        return count(() -> budgets.settle(reserved, tokens));
    }

    /** It was not answered. Completes when it is given back, or that has to be left to itself; never fails. */
    Future<Void> release(Reserved reserved) {
        return count(() -> budgets.release(reserved));
    }

    private Future<Void> count(Supplier<Future<Void>> counting) {
        Future<Void> counted = count(counting, 1);
        return counted.isComplete()
                ? counted
                : counted.timeout(COUNTING.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty();
    }

    private Future<Void> count(Supplier<Future<Void>> counting, int attempt) {
        return counting.get().recover(cause -> {
            if (attempt == COUNTING_ATTEMPTS) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("What an answer took can't be counted; it comes back into the budgets later");
                return Future.succeededFuture();
            }
            return vertx.timer(attempt, TimeUnit.SECONDS).compose(_ -> count(counting, attempt + 1));
        });
    }
}
