/**
 * What people attach to their messages, made fit for a model: text and source files, pictures, PDFs.
 *
 * <p>Enter at {@link dev.rivulet.discord.attachments.Attachments}. All of it comes from strangers. So files are fetched from the configured
 * hosts alone, within limits of size and time; what a file is says its content, never its name; a picture's dimensions are read before it is
 * decoded; and PDFs are parsed in a process of their own, whose memory and time end with it. What can't be used is named with the reason, and the
 * question goes on without.
 *
 * <p>To read another kind of file, add it to {@code Kind} and to {@code Reader}.
 */
@NullMarked
package dev.rivulet.discord.attachments;

import org.jspecify.annotations.NullMarked;
