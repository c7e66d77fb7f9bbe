package dev.rivulet.discord.history;

import dev.rivulet.chat.ChatMessage;
import dev.rivulet.chat.ChatMessage.Role;
import dev.rivulet.chat.Image;
import dev.rivulet.discord.attachments.Attached;
import dev.rivulet.discord.client.DiscordMessage;
import dev.rivulet.render.AnswerReader;
import dev.rivulet.render.AnswerReader.Answer;
import dev.rivulet.render.Footer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Discord messages as turns of a conversation: our answers are one turn each, however many messages they took, without the lines that are
 * ours; where several people speak, each says who.
 */
public final class Turns {
    private final String selfId;
    private final Function<DiscordMessage, Attached> files;
    private final MentionNames.Known names;

    /**
     * @param files what was read of a message's files
     * @param names of roles and channels
     */
    public Turns(String selfId, Function<DiscordMessage, Attached> files, MentionNames.Known names) {
        this.selfId = selfId;
        this.files = files;
        this.names = names;
    }

    /**
     * The whole conversation, the question last.
     *
     * @param earlier oldest first
     * @param most at most so many turns before the question, the newest kept
     * @param characters at most so many UTF-16 units in them; the oldest one kept may lose its start
     */
    public List<ChatMessage> of(List<DiscordMessage> earlier, DiscordMessage question, int most, int characters) {
        List<DiscordMessage> spoken = spoken(earlier);
        boolean severalSpeak = severalSpeak(spoken, question);
        List<ChatMessage> all = new ArrayList<>();
        String speaking = null;
        List<List<DiscordMessage>> versions = answersTogether(spoken);
        List<List<DiscordMessage>> valid = withoutEarlierVersions(versions);
        for (List<DiscordMessage> together : valid) {
            if (together.getFirst().isFrom(selfId)) {
                all.addAll(answer(together, files.apply(together.getFirst()), severalSpeak));
                speaking = null;
                continue;
            }
            DiscordMessage message = together.getFirst();
            boolean goesOn = message.author().id().equals(speaking);
            ChatMessage turn = asked(message, severalSpeak && !goesOn);
            if (!turn.content().isEmpty() || !turn.images().isEmpty()) {
                add(turn, all, goesOn);
                speaking = message.author().id();
            }
        }
        List<ChatMessage> turns = newest(all, most, characters);
        boolean goesOn = !turns.isEmpty() && question.author().id().equals(speaking);
        add(asked(question, severalSpeak && !goesOn), turns, goesOn);
        return endsAnew(versions, valid) ? ofNobody(turns) : turns;
    }

    /** The same without the names of who answered. */
    public static List<ChatMessage> ofNobody(List<ChatMessage> turns) {
        return turns.stream()
                .map(each -> new ChatMessage(each.role(), each.content(), each.at(), null, each.images()))
                .toList();
    }

    /** Whether the last answer took another one's place: it was given apart, and whoever gave the other doesn't know it. */
    private boolean endsAnew(List<List<DiscordMessage>> versions, List<List<DiscordMessage>> valid) {
        List<List<DiscordMessage>> replaced = new ArrayList<>(versions);
        replaced.removeAll(valid);
        return valid.reversed().stream()
                .map(List::getFirst)
                .filter(each -> each.isFrom(selfId))
                .findFirst()
                .map(last -> replaced.stream()
                        .anyMatch(each -> Objects.equals(questionOf(each.getFirst()), questionOf(last))))
                .orElse(false);
    }

    /** What one person says without a break is one turn. */
    private static void add(ChatMessage turn, List<ChatMessage> turns, boolean goesOn) {
        if (!goesOn) {
            turns.add(turn);
            return;
        }
        ChatMessage before = turns.removeLast();
        List<Image> images = new ArrayList<>(before.images());
        images.addAll(turn.images());
        String content = before.content().isEmpty() || turn.content().isEmpty()
                ? before.content() + turn.content()
                : before.content() + "\n" + turn.content();
        turns.add(new ChatMessage(Role.USER, content, before.at(), null, images));
    }

    /** The question alone, as text: empty if it holds nothing but our mention. */
    String text(DiscordMessage question) {
        return MentionText.readable(question.content(), selfId, question.mentions(), names);
    }

    /** Whether at least two people take part, so that names are needed to tell them apart. */
    private boolean severalSpeak(List<DiscordMessage> earlier, DiscordMessage question) {
        Set<String> speakers = new HashSet<>();
        Set<String> names = new HashSet<>();
        speakers.add(question.author().id());
        names.add(question.author().name());
        for (DiscordMessage each : earlier) {
            if (!each.isFrom(selfId)) {
                speakers.add(each.author().id());
                names.add(each.author().name());
            }
        }
        return speakers.size() > 1 || asks(earlier, names);
    }

    /** Whether somebody else asked by a command, whose answer tells a name and no more. */
    private boolean asks(List<DiscordMessage> earlier, Set<String> others) {
        return earlier.stream()
                .filter(each -> each.isFrom(selfId))
                .flatMap(each -> AnswerReader.read(List.of(each.content())).question().stream())
                .anyMatch(question -> !others.contains(question.name()));
    }

    /** Each of our answers as one list, in the place of its first message; everybody else's messages alone. */
    private List<List<DiscordMessage>> answersTogether(List<DiscordMessage> messages) {
        List<List<DiscordMessage>> together = new ArrayList<>();
        Map<String, List<DiscordMessage>> ours = new HashMap<>();
        for (DiscordMessage message : messages) {
            String before = message.isFrom(selfId) ? message.replyTo() : null;
            List<DiscordMessage> answer = before == null ? null : ours.get(before);
            if (answer == null) {
                answer = new ArrayList<>();
                together.add(answer);
            }
            answer.add(message);
            if (message.isFrom(selfId)) {
                ours.put(message.id(), answer);
            }
        }
        return together;
    }

    /** Of several answers to one question, the last is the one that counts. */
    private List<List<DiscordMessage>> withoutEarlierVersions(List<List<DiscordMessage>> together) {
        List<List<DiscordMessage>> newestFirst = new ArrayList<>();
        Set<String> answered = new HashSet<>();
        boolean opensBefore = false;
        for (List<DiscordMessage> each : together.reversed()) {
            DiscordMessage first = each.getFirst();
            String question = first.isFrom(selfId) ? questionOf(first) : null;
            // In a thread that was opened for a question, the first answers name none.
            boolean opens = first.isFrom(selfId) && question == null;
            if (opens ? !opensBefore : question == null || answered.add(question)) {
                newestFirst.add(each);
            }
            opensBefore = opens;
        }
        return newestFirst.reversed();
    }

    private static @Nullable String questionOf(DiscordMessage answer) {
        return answer.replyTo() != null
                ? answer.replyTo()
                : AnswerReader.read(List.of(answer.content()))
                        .question()
                        .map(question -> question.name() + ": " + question.text())
                        .orElse(null);
    }

    /** With the question before it, where that is no message of its own. */
    private static List<ChatMessage> answer(List<DiscordMessage> pages, Attached given, boolean named) {
        Answer answer =
                AnswerReader.read(pages.stream().map(DiscordMessage::content).toList());
        List<ChatMessage> turns = new ArrayList<>();
        DiscordMessage first = pages.getFirst();
        answer.question()
                .map(question -> named ? question.name() + ": " + question.text() : question.text())
                .ifPresent(words ->
                        turns.add(new ChatMessage(Role.USER, given.before(words), first.at(), null, given.images())));
        if (!answer.text().isEmpty()) {
            turns.add(new ChatMessage(
                    Role.ASSISTANT,
                    answer.text(),
                    first.at(),
                    answer.footer().map(Footer::backend).orElse(null),
                    List.of()));
        }
        return turns;
    }

    /** Without notices, such as that a thread has another name; a thread's first message stands for the one the thread hangs on. */
    public static List<DiscordMessage> spoken(List<DiscordMessage> messages) {
        List<DiscordMessage> spoken = new ArrayList<>();
        for (DiscordMessage each : messages) {
            DiscordMessage start = each.referenced();
            if (each.spoken()) {
                spoken.add(each);
            } else if (start != null && start.spoken()) {
                spoken.add(start);
            }
        }
        return spoken;
    }

    private ChatMessage asked(DiscordMessage message, boolean named) {
        String text = text(message);
        Attached attached = files.apply(message);
        String words = named && !text.isEmpty() ? message.author().name() + ": " + text : text;
        return new ChatMessage(Role.USER, attached.before(words), message.at(), null, attached.images());
    }

    private static List<ChatMessage> newest(List<ChatMessage> all, int most, int characters) {
        List<ChatMessage> newestFirst = new ArrayList<>();
        int room = characters;
        for (ChatMessage turn : all.reversed()) {
            if (newestFirst.size() == most || room <= 0) {
                break;
            }
            newestFirst.add(turn.content().length() <= room ? turn : end(turn, room));
            room -= turn.content().length();
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private static ChatMessage end(ChatMessage turn, int room) {
        String content = turn.content();
        int from = content.length() - room;
        if (Character.isLowSurrogate(content.charAt(from))) {
            from++;
        }
        return new ChatMessage(turn.role(), content.substring(from), turn.at(), turn.backend(), turn.images());
    }
}
