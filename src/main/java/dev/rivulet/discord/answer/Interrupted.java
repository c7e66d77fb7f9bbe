package dev.rivulet.discord.answer;

import dev.rivulet.discord.client.Controls;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.discord.people.Languages;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.render.AnswerReader;
import dev.rivulet.render.AnswerReader.Answer;
import dev.rivulet.render.Page;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Answers that ended with the process: their last message says so, so that none looks as if it were still being written. All on one
 * context.
 */
public final class Interrupted {
    private static final int LOOK_AHEAD = 100;

    private final DiscordApi api;
    private final String selfId;
    private final Languages languages;

    public Interrupted(DiscordApi api, String selfId, Languages languages) {
        this.api = api;
        this.selfId = selfId;
        this.languages = languages;
    }

    /**
     * What an answer's last message becomes: its new content, and the content of a further message where the line doesn't fit. Empty if it
     * needs no mark, since the answer has ended.
     */
    public static List<Page> mark(String content, Language language) {
        Answer answer = AnswerReader.read(List.of(content));
        if (answer.failed() || answer.footer().isPresent()) {
            return List.of();
        }
        AnswerPages pages = new AnswerPages(language, answer.question().orElse(null), false);
        pages.append(answer.text());
        pages.fail(language.say(Phrase.INTERRUPTED));
        List<Page> marked = pages.pages();
        return marked.size() > 1 && AnswerReader.continues(content)
                ? List.of(new Page(AnswerReader.breakOff(content, language.say(Phrase.INTERRUPTED_SHORT)), false, 0))
                : marked;
    }

    /** Marks the answer whose last message this is, as far as is known; one that follows it is looked for. */
    public Future<Void> mark(String channelId, String messageId) {
        return api.messages(channelId, "around", messageId, 1)
                .compose(found -> found.stream()
                        .filter(each -> each.id().equals(messageId))
                        .findFirst()
                        .map(this::markLast)
                        .orElseGet(Future::succeededFuture));
    }

    private Future<Void> markLast(DiscordMessage message) {
        if (!AnswerReader.continues(message.content())) {
            return write(message);
        }
        return api.messages(message.channelId(), "after", message.id(), LOOK_AHEAD)
                .compose(later ->
                        continuation(message, later).map(this::markLast).orElseGet(() -> write(message)));
    }

    private Optional<DiscordMessage> continuation(DiscordMessage message, List<DiscordMessage> later) {
        return later.stream()
                .filter(each -> each.isFrom(selfId) && message.id().equals(each.replyTo()))
                .findFirst();
    }

    private Future<Void> write(DiscordMessage message) {
        Language language = languages.in(message.guildId(), message.channelId());
        List<Page> marked = mark(message.content(), language);
        Future<Void> written = Future.succeededFuture();
        for (int i = 0; i < marked.size(); i++) {
            String content = marked.get(i).content();
            int index = i;
            Controls controls = i < marked.size() - 1 ? Controls.NONE : Buttons.afterwards(message, language);
            written = written.compose(_ -> index == 0
                    ? api.edit(message.channelId(), message.id(), content, controls)
                    : api.create(message.channelId(), content, controls, message.id() + "-" + index, message.id())
                            .mapEmpty());
        }
        return written;
    }
}
