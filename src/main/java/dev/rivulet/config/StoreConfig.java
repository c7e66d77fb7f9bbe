package dev.rivulet.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings that people choose, budgets and marks are kept.
 *
 * @param kind a file of this process alone, or a table that several processes share
 * @param table the DynamoDB table's name
 * @param region the table's region; unset takes the one that AWS's own settings name, such as {@code AWS_REGION}
 * @param endpoint another address than AWS's own, such as DynamoDB Local's
 */
public record StoreConfig(
        @Default("embedded") Kind kind,
        @Nullable String table,
        @Nullable String region,
        @Nullable URI endpoint) {
    /** What keeps it. */
    public enum Kind {
        EMBEDDED,
        DYNAMODB
    }

    public StoreConfig {
        if (kind == Kind.DYNAMODB && table == null) {
            throw new IllegalArgumentException("kind is dynamodb, so that store.table must name the table");
        }
        if (endpoint != null) {
            Check.httpUrl("endpoint", endpoint);
        }
    }
}
