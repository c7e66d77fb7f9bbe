/**
 * The little that must survive a restart, as JSON files in the data directory.
 *
 * <p>Enter at {@link dev.rivulet.store.JsonFile}. What Discord can tell again (what was said) does not belong here, and neither do
 * texts, prompts or secrets.
 */
@NullMarked
package dev.rivulet.store;

import org.jspecify.annotations.NullMarked;
