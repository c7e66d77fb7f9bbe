package dev.rivulet.store;

import dev.rivulet.config.BudgetsConfig;
import dev.rivulet.config.BudgetsConfig.Limits;
import dev.rivulet.store.Allowance.Scope;
import dev.rivulet.store.Allowance.Unit;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts questions and tokens by the day, however many processes share the store. A question is reserved before it is asked, in one commit
 * with all limits it falls under: so no limit of questions is ever exceeded. The reservation ends as settled or released, each of which
 * happens once. What a process reserved that died comes back after the lease, when somebody next asks for what is left.
 *
 * <p>Only what has a limit is counted. Safe to share.
 */
public final class Budgets {
    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    /** How long counters and leases stay in the store beyond their use. */
    private static final Duration KEPT = Duration.ofDays(2);

    private static final int SWEPT_AT_ONCE = 50;

    /** What became of the wish to ask a question. */
    public sealed interface Grant {
        /** To be given back to {@link #settle} or {@link #release}. */
        record Granted(Reserved reserved) implements Grant {}

        /**
         * Nothing was reserved, since this limit would be exceeded.
         *
         * @param left until the next day begins
         */
        record Spent(Allowance allowance, Duration left) implements Grant {}
    }

    /** A reservation, for those who only hold it. */
    public static final class Reserved {
        private final @Nullable Reservation reservation;

        private Reserved(@Nullable Reservation reservation) {
            this.reservation = reservation;
        }
    }

    /** Reserves nothing: where nothing is limited, and where nothing can be counted. */
    public static final Reserved NOTHING = new Reserved(null);

    private record Limit(Scope scope, Unit unit, Key counter, long most) {}

    private final Store store;
    private final BudgetsConfig config;
    private final InstantSource clock;

    public Budgets(Store store, BudgetsConfig config, InstantSource clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** Without any limit, and without a store. */
    public static Budgets none() {
        return new Budgets(Stores.absent(), BudgetsConfig.none(), InstantSource.system());
    }

    public BudgetsConfig config() {
        return config;
    }

    /** Whether nothing answers where the counters are, as far as is known. */
    public boolean areGone() {
        return store.isGone();
    }

    /**
     * Reserves a question and its tokens.
     *
     * @param tokens how many it is reckoned to take
     * @param lease after how long it comes back by itself; longer than any answer may take
     * @return fails with a {@link StoreException}; then it may be reserved all the same, until the lease ends
     */
    public Future<Grant> reserve(Spender spender, long tokens, Duration lease) {
        Instant now = clock.instant();
        List<Limit> limits = limits(spender, now);
        if (limits.isEmpty()) {
            return Future.succeededFuture(new Grant.Granted(NOTHING));
        }
        return reserve(limits, tokens, lease, now)
                .compose(grant -> grant instanceof Grant.Granted
                        ? Future.succeededFuture(grant)
                        : sweep(now)
                                .compose(swept -> swept == 0
                                        ? Future.succeededFuture(grant)
                                        : reserve(limits, tokens, lease, now)));
    }

    private Future<Grant> reserve(List<Limit> limits, long tokens, Duration lease, Instant now) {
        Instant expires = now.plus(lease).plus(KEPT);
        List<Change> changes = new ArrayList<>();
        List<Reservation.Counted> counted = new ArrayList<>();
        for (Limit limit : limits) {
            long amount = limit.unit() == Unit.TOKENS ? tokens : 1;
            changes.add(new Change.Add(limit.counter(), amount, limit.most(), expires));
            counted.add(new Reservation.Counted(limit.counter(), limit.unit() == Unit.TOKENS, amount));
        }
        Reservation reservation = Reservation.until(now.plus(lease), counted, expires);
        changes.add(new Change.Create(reservation.lease(), reservation.encode(), expires));
        return store.commit(changes).compose(outcome -> switch (outcome) {
            case Outcome.Done _ -> Future.succeededFuture(new Grant.Granted(new Reserved(reservation)));
            case Outcome.Refused(int change) ->
                allowance(limits.get(change), now)
                        .map(spent -> new Grant.Spent(spent, Duration.between(now, spent.again())));
        });
    }

    /** The question was answered, and took so many tokens. Does nothing where the lease has ended. */
    public Future<Void> settle(Reserved reserved, long tokens) {
        Reservation reservation = reserved.reservation;
        return reservation == null ? Future.succeededFuture() : end(reservation.settle(tokens));
    }

    /** The question was not answered: all of it comes back. Does nothing where it has come back already. */
    public Future<Void> release(Reserved reserved) {
        Reservation reservation = reserved.reservation;
        return reservation == null ? Future.succeededFuture() : end(reservation.release());
    }

    private Future<Void> end(List<Change> changes) {
        return store.commit(changes).mapEmpty();
    }

    /** Every limit this spender falls under, with what is used of it today. Fails with a {@link StoreException}. */
    public Future<List<Allowance>> report(Spender spender) {
        Instant now = clock.instant();
        return sweep(now).compose(_ -> {
            List<Future<Allowance>> lines = limits(spender, now).stream()
                    .map(limit -> allowance(limit, now))
                    .toList();
            return Future.all(lines).map(_ -> lines.stream().map(Future::result).toList());
        });
    }

    private Future<Allowance> allowance(Limit limit, Instant now) {
        return store.count(limit.counter())
                .map(used -> new Allowance(limit.scope(), limit.unit(), used, limit.most(), nextDay(now)));
    }

    /** Brings back what dead processes had reserved. */
    private Future<Integer> sweep(Instant now) {
        return store.list(Reservation.SCOPE, SWEPT_AT_ONCE).compose(leases -> {
            List<Future<Outcome>> swept = leases.entrySet().stream()
                    .map(lease -> Reservation.decode(lease.getKey(), lease.getValue()))
                    .filter(lease -> lease.isOver(now))
                    .map(lease -> store.commit(lease.release()))
                    .toList();
            if (swept.isEmpty()) {
                return Future.succeededFuture(0);
            }
            LOG.atInfo()
                    .addKeyValue(LogKeys.DETAIL, swept.size() + " leases")
                    .log("What a process had reserved that is gone comes back into the budgets");
            return Future.all(swept).map(swept.size());
        });
    }

    private List<Limit> limits(Spender spender, Instant now) {
        List<Limit> limits = new ArrayList<>();
        add(limits, Scope.USER, spender.user(), config.user(), now);
        add(limits, Scope.CHANNEL, spender.channel(), config.channel(), now);
        add(limits, Scope.SERVER, spender.server(), config.server(), now);
        add(limits, Scope.TOTAL, "all", config.total(), now);
        return limits;
    }

    private static void add(List<Limit> limits, Scope scope, @Nullable String id, Limits most, Instant now) {
        if (id == null) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        String counters = "budget/" + day + "/" + scope.name().toLowerCase(Locale.ROOT) + "/" + id;
        Map.of(Unit.QUESTIONS, most.questions(), Unit.TOKENS, most.tokens()).entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> limits.add(new Limit(
                        scope,
                        each.getKey(),
                        new Key(counters, each.getKey().name().toLowerCase(Locale.ROOT)),
                        each.getValue())));
    }

    private static Instant nextDay(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
