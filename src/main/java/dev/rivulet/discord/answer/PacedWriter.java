package dev.rivulet.discord.answer;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.client.BudgetNews;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordException;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.render.EditPacer;
import dev.rivulet.render.EditPacer.Urgency;
import dev.rivulet.render.RateLimit;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what answers have to say, when the {@link EditPacer} says so: one write at a time in a bucket, with the newest text there is at
 * that moment, so that nothing ever queues inside Discord4J. All on one context.
 */
public final class PacedWriter {

    /** Somebody with something to write. */
    interface Author {
        Outlet outlet();

        /** The newest; null if there is nothing to write any more. */
        @Nullable Write next();

        void posted(Write.Create write, DiscordMessage message, @Nullable RateLimit rateLimit);

        void edited(Write.Edit write, @Nullable RateLimit rateLimit);

        /**
         * It wasn't done, or perhaps it was and we don't know.
         *
         * @return when to try again; null never
         */
        @Nullable Duration failed(DiscordException cause);

        /** Identifies a message, so that posting it again changes nothing; at most 25 characters. */
        String nonce(int index);
    }

    private final Vertx vertx;
    private final EditPacer<Author> pacer;
    /** Of the writes on their way. */
    private final Map<String, RateLimit> told = new HashMap<>();

    private @Nullable Long timer;

    public PacedWriter(Vertx vertx, LongSupplier nanos) {
        this.vertx = vertx;
        this.pacer = new EditPacer<>(nanos);
    }

    private static String bucket(Author author, Write write) {
        return author.outlet().bucket(write);
    }

    /**
     * A response told of a budget; comes before the completion of the write that it responds to. What is told of others' writes isn't
     * kept.
     */
    public void hear(BudgetNews news) {
        boolean ours = pacer.isBusy(news.bucket());
        if (ours
                && news.limit() > 0
                && news.remaining() >= 0
                && !news.resetAfter().isNegative()) {
            told.put(news.bucket(), new RateLimit(news.limit(), news.remaining(), news.resetAfter()));
        }
    }

    /** The author has something to write, of this kind, and nothing on the way; may be called again while it waits. */
    void changed(Author author, Write write, Urgency urgency) {
        pacer.changed(bucket(author, write), author, urgency);
        write();
    }

    /** The author has nothing more to write. */
    void forget(Author author) {
        author.outlet().buckets().forEach(bucket -> pacer.forget(bucket, author));
    }

    private void write() {
        Long waiting = timer;
        if (waiting != null) {
            vertx.cancelTimer(waiting);
            timer = null;
        }
        while (true) {
            switch (pacer.next()) {
                case EditPacer.Write<Author>(String bucket, Author author) -> send(bucket, author);
                case EditPacer.Wait<Author>(Duration time) -> {
                    timer = vertx.setTimer(Math.max(1, (time.toNanos() + 999_999) / 1_000_000), _ -> {
                        timer = null;
                        write();
                    });
                    return;
                }
                case EditPacer.Idle<Author> _ -> {
                    return;
                }
            }
        }
    }

    private void send(String bucket, Author author) {
        Write write = author.next();
        if (write == null || !bucket(author, write).equals(bucket)) {
            pacer.responded(bucket, null);
            if (write != null) {
                pacer.changed(bucket(author, write), author, Urgency.AT_ONCE);
            }
            return;
        }
        told.remove(bucket);
        switch (write) {
            case Write.Create create ->
                author.outlet()
                        .create(create, author.nonce(create.index()))
                        .onSuccess(message -> author.posted(create, message, responded(bucket)))
                        .onFailure(cause -> failed(bucket, author, cause));
            case Write.Edit edit ->
                author.outlet()
                        .edit(edit)
                        .onSuccess(_ -> author.edited(edit, responded(bucket)))
                        .onFailure(cause -> failed(bucket, author, cause));
        }
    }

    private @Nullable RateLimit responded(String bucket) {
        RateLimit rateLimit = told.remove(bucket);
        pacer.responded(bucket, rateLimit);
        // Once the author has said what it wants next.
        vertx.runOnContext(_ -> write());
        return rateLimit;
    }

    private void failed(String bucket, Author author, Throwable cause) {
        Duration again = author.failed(DiscordApi.translate(cause));
        RateLimit rateLimit = told.remove(bucket);
        if (again == null) {
            pacer.responded(bucket, rateLimit);
            forget(author);
        } else {
            pacer.failed(bucket, again);
        }
        write();
    }
}
