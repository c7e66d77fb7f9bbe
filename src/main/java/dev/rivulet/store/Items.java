package dev.rivulet.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Entries as items of a table: {@code pk} the scope, {@code sk} the name, {@code v} the text or {@code n} the counter, and {@code ttl} the
 * expiry in seconds since 1970, by which DynamoDB takes items away
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html), within days and not at once: so every reading and every
 * condition looks at it too.
 */
record Items(String table) {
    private static final String SCOPE = "pk";
    private static final String NAME = "sk";
    private static final String TEXT = "v";
    private static final String COUNTER = "n";
    private static final String EXPIRY = "ttl";

    /** {@code ttl} is a reserved word in expressions. */
    private static final Map<String, String> EXPIRY_NAME = Map.of("#ttl", EXPIRY);

    static Map<String, AttributeValue> key(Key key) {
        return Map.of(SCOPE, AttributeValue.fromS(key.scope()), NAME, AttributeValue.fromS(key.name()));
    }

    static String name(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(NAME), "a part of the key").s();
    }

    static Optional<String> text(Map<String, AttributeValue> item, Instant now) {
        return Optional.ofNullable(item.get(TEXT))
                .filter(_ -> isAlive(item, now))
                .map(AttributeValue::s);
    }

    static long count(Map<String, AttributeValue> item, Instant now) {
        AttributeValue counter = item.get(COUNTER);
        return counter == null || !isAlive(item, now) ? 0 : Long.parseLong(counter.n());
    }

    private static boolean isAlive(Map<String, AttributeValue> item, Instant now) {
        AttributeValue expiry = item.get(EXPIRY);
        return expiry == null || Long.parseLong(expiry.n()) > now.getEpochSecond();
    }

    TransactWriteItem write(Change change, Instant now) {
        AttributeValue seconds = number(now.getEpochSecond());
        return switch (change) {
            case Change.Put(Key key, String value, Instant expires) ->
                TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(item(key, value, expires)))
                        .build();
            case Change.Create(Key key, String value, Instant expires) ->
                TransactWriteItem.builder()
                        .put(put -> put.tableName(table)
                                .item(item(key, value, expires))
                                .conditionExpression("attribute_not_exists(pk) OR #ttl <= :now")
                                .expressionAttributeNames(EXPIRY_NAME)
                                .expressionAttributeValues(Map.of(":now", seconds)))
                        .build();
            case Change.Delete(Key key) ->
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table).key(key(key)))
                        .build();
            case Change.Take(Key key) ->
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(table)
                                .key(key(key))
                                .conditionExpression(
                                        "attribute_exists(pk) AND (attribute_not_exists(#ttl) OR #ttl > :now)")
                                .expressionAttributeNames(EXPIRY_NAME)
                                .expressionAttributeValues(Map.of(":now", seconds)))
                        .build();
            case Change.Add add -> add(add);
        };
    }

    private TransactWriteItem add(Change.Add add) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":amount", number(add.amount()));
        values.put(":ttl", number(seconds(add.expires())));
        Long most = add.most();
        if (most != null) {
            values.put(":most", number(most - add.amount()));
        }
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(add.key()))
                        .updateExpression("SET #ttl = :ttl ADD n :amount")
                        .conditionExpression(most == null ? null : "attribute_not_exists(n) OR n <= :most")
                        .expressionAttributeNames(EXPIRY_NAME)
                        .expressionAttributeValues(values))
                .build();
    }

    private static Map<String, AttributeValue> item(Key key, String value, @Nullable Instant expires) {
        Map<String, AttributeValue> item = new HashMap<>(key(key));
        item.put(TEXT, AttributeValue.fromS(value));
        if (expires != null) {
            item.put(EXPIRY, number(seconds(expires)));
        }
        return item;
    }

    private static long seconds(Instant expires) {
        return expires.plusNanos(999_999_999).getEpochSecond();
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
