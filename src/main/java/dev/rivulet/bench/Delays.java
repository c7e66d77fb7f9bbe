package dev.rivulet.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long tokens were on their way, in nanoseconds. Belongs to one context while it is filled. */
final class Delays {
    private long[] nanos = new long[64];
    private int count;

    void add(long delay) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = delay;
    }

    void addAll(Delays others) {
        for (int i = 0; i < others.count; i++) {
            add(others.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /** The delay that so many of a hundred tokens don't exceed, in milliseconds; 0 without any. */
    double percentile(int percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return count == 0 ? 0 : sorted[Math.min(count - 1, count * percent / 100)] / 1e6;
    }

    static String shown(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }
}
