package dev.rivulet.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to write. */
public final class Nearest {
    private Nearest() {}

    /** The candidate that takes the fewest slips of the pen to become what was written, if those are few for its length. */
    public static Optional<String> to(String written, Collection<String> candidates) {
        String plain = plain(written);
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(plain, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(plain, plain(candidate))
                        <= Math.max(1, plain(candidate).length() / 3));
    }

    /** Case and separators aside: {@code HTTP_PORT}, {@code http-port} and {@code httpPort} are the same. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
    }

    /**
     * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours
     * (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance).
     */
    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[left.length()][right.length()];
    }
}
