package dev.rivulet.backend.agentcore;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatMessage.Role;
import dev.rivulet.config.HistoryMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Which turns of a conversation an agent is sent. Agents have instructions of their own, so the system prompt is never one of them. */
final class Turns {
    /** AgentCore forgets a session after 15 idle minutes; a minute is for the way there. */
    private static final Duration REMEMBERED = Duration.ofMinutes(14);

    private Turns() {}

    /**
     * @param backend the name of the backend that asks
     * @return at least the newest turn
     */
    static List<ChatMessage> toSend(List<ChatMessage> messages, HistoryMode mode, String backend, Instant now) {
        List<ChatMessage> turns =
                messages.stream().filter(each -> each.role() != Role.SYSTEM).toList();
        int lastAnswer = lastAnswer(turns);
        boolean onlyNew = switch (mode) {
            case NEW -> true;
            case ALL -> false;
            case AUTO -> lastAnswer >= 0 && remembers(turns.get(lastAnswer), backend, now);
        };
        return onlyNew ? turns.subList(Math.min(lastAnswer + 1, turns.size() - 1), turns.size()) : turns;
    }

    private static int lastAnswer(List<ChatMessage> turns) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == Role.ASSISTANT) {
                return i;
            }
        }
        return -1;
    }

    private static boolean remembers(ChatMessage answer, String backend, Instant now) {
        Instant at = answer.at();
        return backend.equals(answer.backend()) && at != null && now.isBefore(at.plus(REMEMBERED));
    }

    /** The turns as one text: the newest alone where it is the only one, else all of them, each saying whose it is. */
    static String asText(List<ChatMessage> turns) {
        String newest = turns.getLast().content();
        if (turns.size() == 1) {
            return newest;
        }
        String earlier = turns.subList(0, turns.size() - 1).stream()
                .map(each -> (each.role() == Role.ASSISTANT ? "Assistant: " : "User: ") + each.content())
                .collect(Collectors.joining("\n\n"));
        return "The conversation so far:\n\n" + earlier + "\n\nThe newest message, to be answered now:\n\n" + newest;
    }
}
