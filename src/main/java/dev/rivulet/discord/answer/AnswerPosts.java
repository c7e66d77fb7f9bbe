package dev.rivulet.discord.answer;

import dev.rivulet.discord.client.Controls;
import dev.rivulet.language.Language;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer's messages on Discord: what stands there, and what is to be written next so that it shows the newest text. One write at a time:
 * a message gets its last content before the next one is posted, so that the answer always reads in order.
 */
public final class AnswerPosts {

    /** A request to make of Discord. */
    public sealed interface Write {
        /** What the message will show. */
        Page page();

        /** The buttons it will have. */
        Controls controls();

        /**
         * Post a message.
         *
         * @param index which of the answer's messages it is, from 0
         * @param replyTo the question, or the answer's message before it; null if it replies to nothing
         */
        record Create(
                Page page,
                Controls controls,
                int index,
                @Nullable String replyTo) implements Write {}

        /** Change a message. */
        record Edit(Page page, Controls controls, String messageId) implements Write {}
    }

    private final AnswerPages pages;
    private final Language language;
    private final @Nullable String replyTo;
    private final Supplier<Controls> controls;
    private final List<String> messageIds = new ArrayList<>();
    /** What the last of the messages shows. */
    private @Nullable Page shown;

    private Controls shownControls = Controls.NONE;
    /** What is shown for sure when a new message's content isn't known. */
    private long throughBefore;

    private boolean wholePagesOnly;
    private boolean cutShort;
    /** The pages that are left to write when it was cut short. */
    private @Nullable List<Page> lastPages;

    /**
     * @param language of the lines that are ours
     * @param replyTo what the first message replies to
     * @param controls the buttons under the last message as of now; those before it have none
     */
    AnswerPosts(AnswerPages pages, Language language, @Nullable String replyTo, Supplier<Controls> controls) {
        this.pages = pages;
        this.language = language;
        this.replyTo = replyTo;
        this.controls = controls;
    }

    /** From now on, a message is written when its page is whole; a placeholder may stand there before. */
    void wholePagesOnly() {
        wholePagesOnly = true;
    }

    /** What to write now; null if Discord shows the newest text. Renders, so ask only when it can be written. */
    @Nullable Write next() {
        List<Page> now = cutShort ? lastPages() : pages.pages();
        Page last = shown;
        if (last == null) {
            boolean placeholder = pages.length() == 0;
            return placeholder || isDue(now.getFirst())
                    ? new Write.Create(now.getFirst(), controls(now, 0), 0, replyTo)
                    : null;
        }
        int index = messageIds.size() - 1;
        Page newest = now.get(index);
        Controls buttons = controls(now, index);
        if (!newest.content().equals(last.content()) || !buttons.equals(shownControls)) {
            return isDue(newest) ? new Write.Edit(newest, buttons, messageIds.getLast()) : null;
        }
        shown = newest;
        throughBefore = newest.through();
        if (index == now.size() - 1 || !isDue(now.get(index + 1))) {
            return null;
        }
        return new Write.Create(now.get(index + 1), controls(now, index + 1), index + 1, messageIds.getLast());
    }

    private boolean isDue(Page page) {
        return !wholePagesOnly || cutShort || page.sealed() || pages.ended();
    }

    private Controls controls(List<Page> now, int index) {
        return index == now.size() - 1 ? controls.get() : Controls.NONE;
    }

    /** From now on, what stands there is all there will be, marked as interrupted; a write that is on its way still counts. */
    void cutShort() {
        cutShort = true;
    }

    private List<Page> lastPages() {
        List<Page> known = lastPages;
        if (known == null) {
            int index = Math.max(0, messageIds.size() - 1);
            known = new ArrayList<>(pages.pages().subList(0, index));
            known.addAll(Interrupted.mark(shown == null ? "" : shown.content(), language));
            if (shown != null && known.size() == index) {
                known.add(shown);
            }
            lastPages = known;
        }
        return known;
    }

    /**
     * Discord did it.
     *
     * @param content what the message shows according to Discord: when a lost connection made us post twice, Discord kept the first, which
     *     then is to be edited
     */
    void posted(Write.Create write, String messageId, String content) {
        messageIds.add(messageId);
        Page page = write.page();
        boolean older = !content.isBlank() && !content.equals(page.content()) && content.length() <= Page.LIMIT;
        shown = older ? new Page(content, false, throughBefore) : page;
        shownControls = write.controls();
    }

    /** Discord did it. */
    void edited(Write.Edit write) {
        shown = write.page();
        shownControls = write.controls();
    }

    /** UTF-16 units of the answer that aren't on Discord. */
    long unshown() {
        return pages.length() - (shown == null ? 0 : shown.through());
    }

    boolean isPosted() {
        return shown != null;
    }

    /** The answer's messages so far, in order. */
    List<String> messageIds() {
        return List.copyOf(messageIds);
    }
}
