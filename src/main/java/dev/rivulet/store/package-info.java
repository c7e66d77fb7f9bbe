/**
 * The little that must survive a restart: settings that people chose, budgets, marks. What Discord can tell again (what was said) does not
 * belong here, and neither do texts, prompts or secrets.
 *
 * <p>Enter at {@link dev.rivulet.store.Stores}, which opens the {@link dev.rivulet.store.Store} that is configured: a file of this
 * process alone, or a table that several share. {@link dev.rivulet.store.Preferences}, {@link dev.rivulet.store.Generations} and {@link
 * dev.rivulet.store.StopMarks} say in their own words what is kept there; a new thing to keep gets such a class, with a scope of its own.
 * Another kind of store has to pass {@code StoreContract}. What a process keeps for the next one is {@link
 * dev.rivulet.store.SavedJson}: in a file, or in the store where there is no lasting disk.
 */
@NullMarked
package dev.rivulet.store;

import org.jspecify.annotations.NullMarked;
