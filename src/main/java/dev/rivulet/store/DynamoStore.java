package dev.rivulet.store;

import dev.rivulet.config.StoreConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * One DynamoDB table that several processes share. Needs the rights {@code GetItem}, {@code Query}, {@code PutItem}, {@code UpdateItem} and
 * {@code DeleteItem} on it; the table has {@code pk} and {@code sk}, both strings, and {@code ttl} as its time to live.
 *
 * <p>A commit is a transaction, which DynamoDB cancels when another is at the same item; then it is tried again a little later. So that
 * those of one process don't hinder each other, they go one after the other. Credentials may have to be read from files or another server, so that calls begin on a worker thread.
 */
final class DynamoStore implements Store {
    private static final int CALLERS = 4;
    private static final int CONNECTIONS = 50;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);

    /** With waits of 20 ms at first and 640 ms at most, some 10 seconds. */
    private static final int COMMIT_ATTEMPTS = 20;

    private static final int FIRST_WAIT_MS = 20;
    private static final int MOST_DOUBLINGS = 5;

    private static final String CONDITION = "ConditionalCheckFailed";
    private static final Set<String> PASSING =
            Set.of("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private static final int MOST_WAITING = 500;

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final Future<DynamoDbAsyncClient> client;
    private final Items items;
    private final InstantSource clock;
    private final Lane commits = new Lane(MOST_WAITING);
    private final Presence presence = new Presence();

    private DynamoStore(
            Vertx vertx,
            StoreConfig config,
            String table,
            @Nullable AwsCredentialsProvider credentials,
            InstantSource clock) {
        this.vertx = vertx;
        this.worker = vertx.createSharedWorkerExecutor("rivulet-store " + table, CALLERS);
        this.client = worker.executeBlocking(() -> client(config, credentials));
        this.items = new Items(table);
        this.clock = clock;
    }

    /**
     * Begins to make a client ready, which calls wait for: that takes a while, in which a function can begin to answer.
     *
     * @param credentials null for those of the process, wherever the SDK finds them
     */
    static Store open(
            Vertx vertx, StoreConfig config, @Nullable AwsCredentialsProvider credentials, InstantSource clock) {
        String table = Objects.requireNonNull(config.table(), "StoreConfig asks for it");
        return new DynamoStore(vertx, config, table, credentials, clock);
    }

    private static DynamoDbAsyncClient client(StoreConfig config, @Nullable AwsCredentialsProvider credentials) {
        DynamoDbAsyncClientBuilder builder = DynamoDbAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(CONNECTIONS)
                        .connectionTimeout(CONNECT))
                .overrideConfiguration(all -> all.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
        if (config.region() != null) {
            builder.region(Region.of(config.region()));
        }
        if (config.endpoint() != null) {
            builder.endpointOverride(config.endpoint());
        }
        if (credentials != null) {
            builder.credentialsProvider(credentials);
        }
        return builder.build();
    }

    @Override
    public Future<Optional<String>> get(Key key) {
        return item(key).map(item -> Items.text(item, clock.instant()));
    }

    @Override
    public Future<Long> count(Key key) {
        return item(key).map(item -> Items.count(item, clock.instant()));
    }

    private Future<Map<String, AttributeValue>> item(Key key) {
        return call(client -> client.getItem(
                        get -> get.tableName(items.table()).key(Items.key(key)).consistentRead(true)))
                .map(found -> found.item())
                .recover(this::cannot);
    }

    @Override
    public Future<Map<String, String>> list(String scope, int most) {
        return list(scope, most, Map.of(), new LinkedHashMap<>()).recover(this::cannot);
    }

    private Future<Map<String, String>> list(
            String scope, int most, Map<String, AttributeValue> after, Map<String, String> found) {
        return call(client -> client.query(query -> query.tableName(items.table())
                        .keyConditionExpression("pk = :scope")
                        .expressionAttributeValues(Map.of(":scope", AttributeValue.fromS(scope)))
                        .exclusiveStartKey(after.isEmpty() ? null : after)
                        .limit(most)
                        .consistentRead(true)))
                .compose(page -> {
                    Instant now = clock.instant();
                    for (Map<String, AttributeValue> item : page.items()) {
                        if (found.size() < most) {
                            Items.text(item, now).ifPresent(text -> found.put(Items.name(item), text));
                        }
                    }
                    return found.size() >= most || page.lastEvaluatedKey().isEmpty()
                            ? Future.succeededFuture(found)
                            : list(scope, most, page.lastEvaluatedKey(), found);
                });
    }

    @Override
    public Future<Outcome> commit(List<Change> changes) {
        Changes.check(changes);
        for (int i = 0; i < changes.size(); i++) {
            // The one refusal that a condition on an absent counter can't express.
            if (changes.get(i) instanceof Change.Add(var _, long amount, Long most, var _)
                    && most != null
                    && amount > most) {
                return Future.succeededFuture(new Outcome.Refused(i));
            }
        }
        Context context = vertx.getOrCreateContext();
        return Future.<Outcome>future(promise -> commits.run(() -> commit(changes, 1))
                        .onComplete(done -> context.runOnContext(_ -> promise.handle(done))))
                .recover(this::cannot);
    }

    private Future<Outcome> commit(List<Change> changes, int attempt) {
        Instant now = clock.instant();
        List<TransactWriteItem> writes =
                changes.stream().map(change -> items.write(change, now)).toList();
        return call(client -> client.transactWriteItems(transaction -> transaction.transactItems(writes)))
                .map((Outcome) new Outcome.Done())
                .recover(cause -> {
                    if (!(cause instanceof TransactionCanceledException cancelled)) {
                        return Future.failedFuture(cause);
                    }
                    List<String> codes = codes(cancelled);
                    if (codes.contains(CONDITION)) {
                        return Future.succeededFuture(new Outcome.Refused(codes.indexOf(CONDITION)));
                    }
                    return attempt < COMMIT_ATTEMPTS && isPassing(cancelled)
                            ? vertx.timer(pause(attempt)).compose(_ -> commit(changes, attempt + 1))
                            : Future.failedFuture(cause);
                });
    }

    /** Random, so that those that met don't meet again. */
    private static long pause(int attempt) {
        int most = FIRST_WAIT_MS << Math.min(attempt - 1, MOST_DOUBLINGS);
        return ThreadLocalRandom.current().nextLong(1, most + 1L);
    }

    private <T> Future<T> call(Function<DynamoDbAsyncClient, ? extends CompletionStage<T>> call) {
        Context context = vertx.getOrCreateContext();
        long begun = presence.begins();
        return Future.<T>future(promise -> client.onComplete(ready -> context.runOnContext(_ -> {
                    if (ready.failed()) {
                        promise.fail(ready.cause());
                    } else {
                        worker.executeBlocking(() -> call.apply(ready.result()), false)
                                .compose(running -> Future.<T>fromCompletionStage(running, context))
                                .onComplete(promise);
                    }
                })))
                .transform(done -> {
                    if (done.succeeded()) {
                        presence.answered();
                        return Future.succeededFuture(done.result());
                    }
                    Throwable cause = done.cause() instanceof CompletionException
                                    && done.cause().getCause() != null
                            ? done.cause().getCause()
                            : done.cause();
                    if (cause instanceof AwsServiceException) {
                        presence.answered();
                    } else {
                        presence.unanswered(begun);
                    }
                    return Future.failedFuture(cause);
                });
    }

    @Override
    public boolean isGone() {
        return presence.isGone();
    }

    private <T> Future<T> cannot(Throwable cause) {
        if (isBusy(cause)) {
            return Future.failedFuture(
                    StoreException.busy("The DynamoDB table " + items.table() + " has too much to do", cause));
        }
        String fix = cause instanceof ResourceNotFoundException
                ? "there is no such table: create it, or set store.table to its name."
                : cause.getClass().getSimpleName() + "; look at store.region, the network and the rights on the table.";
        return Future.failedFuture(
                new StoreException("The DynamoDB table " + items.table() + " can't be used: " + fix, cause));
    }

    private boolean isBusy(Throwable cause) {
        return switch (cause) {
            case TransactionCanceledException cancelled -> isPassing(cancelled);
            case AwsServiceException refused -> refused.isThrottlingException();
            // Late, or too many wait: nothing was heard, or not from this call alone.
            default -> !presence.isGone();
        };
    }

    private static boolean isPassing(TransactionCanceledException cancelled) {
        return codes(cancelled).stream().anyMatch(PASSING::contains);
    }

    private static List<String> codes(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream()
                .map(CancellationReason::code)
                .toList();
    }

    @Override
    public Future<Void> close() {
        return client.compose(made -> worker.<Void>executeBlocking(() -> {
                    made.close();
                    return null;
                }))
                .eventually(worker::close);
    }
}
