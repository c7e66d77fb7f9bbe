/**
 * The backend that needs nothing: it answers questions about Rivulet from the pages under {@code docs/}, which are packed into the
 * program.
 *
 * <p>It quotes, names the heading it quotes from, says that it is no language model, and keeps silent about what the pages don't say.
 * Enter at {@link dev.rivulet.backend.handbook.HandbookBackend}. To teach it something, write it into a page, with sample questions in
 * the comment under the heading; a new page is named in {@code Handbook}.
 */
@NullMarked
package dev.rivulet.backend.handbook;

import org.jspecify.annotations.NullMarked;
