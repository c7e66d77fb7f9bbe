/**
 * Settings as validated records, loaded once.
 *
 * <p>Enter at {@link dev.rivulet.config.ConfigLoader}. To add a setting: a component with its {@code @Default}, a check in the
 * compact constructor whose message begins with the component's name, and an entry in {@code config/rivulet.yaml}.
 *
 * <p>Every setting is a component of a record here, with its default in {@link dev.rivulet.config.Default}, and stands with a comment
 * in {@code config/rivulet.yaml}; a test holds the two together. Compact constructors reject bad values by throwing {@link
 * java.lang.IllegalArgumentException} whose message says what is allowed; the loader adds file and key and reports all mistakes at
 * once.
 */
@NullMarked
package dev.rivulet.config;

import org.jspecify.annotations.NullMarked;
