package dev.rivulet.store;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every store asks of a commit. */
final class Changes {
    /** DynamoDB's limit for a transaction: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html */
    private static final int MOST = 100;

    private static final int MOST_BYTES = 64 * 1024;

    private Changes() {}

    /** @throws IllegalArgumentException with what is wrong */
    static void check(List<Change> changes) {
        if (changes.isEmpty() || changes.size() > MOST) {
            throw new IllegalArgumentException("a commit must hold 1 to " + MOST + " changes, not " + changes.size());
        }
        Set<Key> keys = new HashSet<>();
        for (Change change : changes) {
            if (!keys.add(change.key())) {
                throw new IllegalArgumentException("a commit must change each key once: " + change.key());
            }
            switch (change) {
                case Change.Put put -> checkSize(put.value());
                case Change.Create create -> checkSize(create.value());
                case Change.Delete _, Change.Take _, Change.Add _ -> {
                    // Of fixed size.
                }
            }
        }
    }

    private static void checkSize(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("a value must have at most " + MOST_BYTES + " bytes");
        }
    }
}
