package dev.rivulet.discord.answer;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.history.History;
import dev.rivulet.discord.history.Memory;
import dev.rivulet.render.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what has to be known later of each answer's way: by a restart, by the conversation that goes on, by whoever measures. All on one context. */
public final class Chronicle {
    private final Steps steps;
    private final Memory memory;
    private final History history;

    public Chronicle(Steps steps, Memory memory, History history) {
        this.steps = steps;
        this.memory = memory;
        this.history = history;
    }

    void asked(Answering answering) {
        steps.asked(answering);
    }

    /** @param coalesced changes that this write made visible beyond one */
    void wrote(Answering answering, Write write, String messageId, int coalesced, @Nullable RateLimit rateLimit) {
        steps.wrote(answering, write, messageId, coalesced, rateLimit);
        if (write instanceof Write.Create create) {
            history.conversations().remember(messageId, answering.asking().id(), answering.conversation());
            if (answering.asking().shown() != null) {
                history.files().remember(messageId, answering.question().attachments());
            }
            memory.begun(answering.channelId(), messageId);
            String before = create.replyTo();
            if (create.index() > 0 && before != null) {
                memory.finished(List.of(before));
            }
        }
    }

    void ended(Answering answering) {
        memory.finished(answering.messageIds());
        steps.done(answering);
    }
}
