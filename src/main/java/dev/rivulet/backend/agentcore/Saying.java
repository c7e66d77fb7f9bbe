package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatEvent;
import dev.rivulet.chat.ChatEvent.ReasoningDelta;
import dev.rivulet.chat.ChatEvent.Sources;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.chat.ChatEvent.ToolUse;
import dev.rivulet.chat.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an agent says, as events: none empty, each tool and each source named once, and a blank line between one message and the next. */
final class Saying {
    /** Beyond so many, tools are named again and sources left out. */
    private static final int MOST_REMEMBERED = 1000;

    private final Consumer<ChatEvent> events;
    private final Set<String> tools = new HashSet<>();
    private final Set<String> sources = new HashSet<>();
    private boolean spoke;
    private boolean messageEnded;
    private boolean lineEnded;

    Saying(Consumer<ChatEvent> events) {
        this.events = events;
    }

    /** Whether there was any text. */
    boolean spoke() {
        return spoke;
    }

    void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        String gap = messageEnded && spoke && !lineEnded ? "\n\n" : "";
        spoke = true;
        messageEnded = false;
        lineEnded = text.endsWith("\n");
        events.accept(new TextDelta(gap + text));
    }

    /** What comes next is another message of the same answer. */
    void endMessage() {
        messageEnded = true;
    }

    void reasoning(String text) {
        if (!text.isEmpty()) {
            events.accept(new ReasoningDelta(text));
        }
    }

    /** @param id what tells one use from another; null where that isn't known */
    void tool(String name, @Nullable String id) {
        String use = id == null ? name : id;
        if (!name.isBlank() && (tools.size() >= MOST_REMEMBERED || tools.add(use))) {
            events.accept(new ToolUse(name));
        }
    }

    void sources(List<Source> more) {
        List<Source> fresh = more.stream()
                .filter(each -> sources.size() < MOST_REMEMBERED && sources.add(each.uri() + "\n" + each.quote()))
                .toList();
        if (!fresh.isEmpty()) {
            events.accept(new Sources(fresh));
        }
    }
}
