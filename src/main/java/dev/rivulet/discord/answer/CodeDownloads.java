package dev.rivulet.discord.answer;

import dev.rivulet.config.AnswersConfig;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.language.Phrase;
import dev.rivulet.render.AnswerPages;
import dev.rivulet.telemetry.LogKeys;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts the long code of an answer as files after it, where that is set. All on one context. */
public final class CodeDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(CodeDownloads.class);

    private final DiscordApi api;
    private final int from;

    public CodeDownloads(DiscordApi api, AnswersConfig config) {
        this.api = api;
        this.from = config.codeFiles();
    }

    /** To be called before the answer begins: has its text kept if that is going to be needed. */
    void prepare(Answering answering) {
        if (from > 0 && !answering.asking().secret()) {
            answering.keepText();
        }
    }

    /** Posts the files of an answer that has ended; a failure is logged. */
    void give(Answering answering) {
        Map<String, String> files = CodeFiles.of(answering.text(), from);
        if (files.isEmpty()) {
            return;
        }
        AnswerPages line = new AnswerPages(answering.language());
        line.note(answering.language().say(Phrase.CODE_AS_FILES));
        line.finish(null);
        api.createFiles(
                        answering.channelId(),
                        line.pages().getFirst().content(),
                        files,
                        answering.asking().id() + "-c")
                .onFailure(cause -> LOG.atInfo()
                        .addKeyValue(LogKeys.CHANNEL_ID, answering.channelId())
                        .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                        .log("Code can't be posted as files"));
    }
}
