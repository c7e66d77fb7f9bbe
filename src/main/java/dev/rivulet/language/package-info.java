/**
 * The program's own lines in the languages it speaks.
 *
 * <p>Enter at {@link dev.rivulet.language.Language}. The words are in {@code phrases_LANGUAGE.properties}, English's too. What a room says
 * itself is a {@link dev.rivulet.language.Phrase} there. What other rooms said in English (a router's failure, a backend's status) is
 * known by its English words, as with gettext, and has a key with a dot, such as {@code router.line-full}; so no room but those that show
 * lines to people needs to know about languages, and a line that nobody translated is still shown.
 *
 * <p>To add a line, add it to all files; to add a language, a constant and a file. {@code SpokenLinesTest} and {@code LanguageTest} say what is missing.
 */
@NullMarked
package dev.rivulet.language;

import org.jspecify.annotations.NullMarked;
