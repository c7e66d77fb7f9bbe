/**
 * Settings as validated records, loaded once.
 *
 * <p>Every setting is a component of a record here, with its default in {@link dev.rivulet.config.Default}, and stands with a comment
 * in {@code config/rivulet.yaml}; a test holds the two together. Compact constructors reject bad values by throwing {@link
 * java.lang.IllegalArgumentException} whose message says what is allowed; the loader adds file and key and reports all mistakes at
 * once.
 */
@NullMarked
package dev.rivulet.config;

import org.jspecify.annotations.NullMarked;
