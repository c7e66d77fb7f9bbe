package dev.rivulet.app;

import dev.rivulet.Await;
import dev.rivulet.app.SameBehaviourIT.Transcript;
import dev.rivulet.chat.ChatEvent.TextDelta;
import dev.rivulet.simulator.world.Change;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Conversations in which people choose how they are answered, think again while they wait, or come another way than by mentioning the bot in a
 * channel; each with a person of its own.
 */
record SecondThoughts(Anyform form, ScriptedModel model) {
    /** A thread's title, a question anew after a reset, one that was edited, and one that was added to; but one is refused. */
    static final int ASKED_AGAIN = 4 - 1;

    private static final String PROGRAM = "print('the river is long')\n".repeat(100);

    static void scripts(ScriptedModel model) {
        model.answers("titled", SameBehaviourIT.answer(SameBehaviourIT.paced("It rises in the Alps. ", 4)));
        model.answers("title:titled", SameBehaviourIT.answer(SameBehaviourIT.paced("\"Of Rivers\"", 2)));
        model.answers("final", SameBehaviourIT.answer(SameBehaviourIT.paced("All of it in one go. ".repeat(20), 50)));
        model.answers("quiet", SameBehaviourIT.answer(List.of(soon("Softly."))));
        model.answers("kept", SameBehaviourIT.answer(List.of(soon("I keep it."))));
        model.answers("fresh", SameBehaviourIT.answer(List.of(soon("None."))));
        model.answers("pirate", SameBehaviourIT.answer(List.of(soon("Arr."))));
        model.answers("precise", SameBehaviourIT.answer(List.of(soon("Precisely."))));
        model.answers("about", SameBehaviourIT.answer(List.of(soon("It is about a river."))));
        model.answers("joined", SameBehaviourIT.answer(List.of(soon("All of it."))));
        model.answers("archived", SameBehaviourIT.answer(List.of(soon("Still here."))));
        model.answers("program", SameBehaviourIT.answer(List.of(soon("```python\n" + PROGRAM + "```"))));
        // Nothing answers to "vague", "unsaid" and "half": these wait.
    }

    private static ScriptedModel.Step soon(String text) {
        return SameBehaviourIT.step(Duration.ofMillis(40), new TextDelta(text));
    }

    /** All of them, at once. */
    Map<String, Transcript> all() throws Exception {
        Map<String, Callable<Transcript>> conversations = new LinkedHashMap<>();
        conversations.put("titled", this::aThreadWithATitle);
        conversations.put("final", this::theFinalTextOnly);
        conversations.put("quiet", this::noPlaceholder);
        conversations.put("reset", this::aFreshConversation);
        conversations.put("profile", this::aProfile);
        conversations.put("edited", this::aQuestionEditedWhileItWaits);
        conversations.put("deleted", this::aQuestionDeletedWhileItWaits);
        conversations.put("about", this::aMessageThatIsAskedAbout);
        conversations.put("joined", this::aQuestionInTwoMessages);
        conversations.put("archived", this::aThreadThatIsArchivedMeanwhile);
        conversations.put("program", this::codeAsAFile);
        conversations.put("refusal", this::aRefusal);
        Map<String, Transcript> transcripts = new LinkedHashMap<>();
        try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Transcript>> going = new LinkedHashMap<>();
            conversations.forEach((name, conversation) -> going.put(name, each.submit(conversation)));
            for (Map.Entry<String, Future<Transcript>> one : going.entrySet()) {
                transcripts.put(one.getKey(), one.getValue().get());
            }
        }
        return transcripts;
    }

    private User person(String name) {
        return form.discord.world().createPerson(name);
    }

    private static JsonObject option(String name, int type, Object value) {
        return new JsonObject().put("name", name).put("type", type).put("value", value);
    }

    private Transcript answered(Channel channel) {
        form.sees(channel, "the answer's end", text -> text.contains("-# tiny"));
        return asItIs(channel);
    }

    /** With the edits of the newest message, which is all of the answer. */
    private Transcript asItIs(Channel channel) {
        List<Message> ours = form.ours(channel);
        return new Transcript(
                ours.stream()
                        .map(message -> SameBehaviourIT.withoutTimes(message.content()))
                        .toList(),
                ours.isEmpty() ? 0 : ours.getLast().edits());
    }

    private Transcript aThreadWithATitle() {
        Message question = form.asks(person("Tom"), form.threads, "Tell me something titled");
        Channel thread = Await.found(
                "the thread with its title",
                () -> form.discord.world().channels().stream()
                        .filter(each ->
                                each.id() == question.id() && each.name().equals("Of Rivers"))
                        .findFirst());
        Transcript inThread = answered(thread);
        return new Transcript(
                Stream.concat(Stream.of(thread.name()), inThread.messages().stream())
                        .toList(),
                inThread.edits());
    }

    private Transcript theFinalTextOnly() {
        User fay = person("Fay");
        Channel channel = form.channel("final");
        form.uses(fay, channel, "settings", option("final-text-only", 5, true));
        form.sees(channel, "what is set", text -> text.contains("Final text only: on"));
        form.asks(fay, channel, "Tell me something final");
        return answered(channel);
    }

    /** What there is before the answer begins, and then all. */
    private Transcript noPlaceholder() {
        User quinn = person("Quinn");
        Channel channel = form.channel("quiet");
        form.uses(quinn, channel, "settings", option("quiet", 5, true));
        form.sees(channel, "what is set", text -> text.contains("No placeholder: on"));
        model.hold("quiet");
        form.asks(quinn, channel, "Tell me something quiet");
        Await.until("the question at the model", () -> model.holds("quiet"));
        List<String> meanwhile = asItIs(channel).messages();
        model.release("quiet");
        Transcript end = answered(channel);
        return new Transcript(
                Stream.concat(meanwhile.stream(), end.messages().stream()).toList(), end.edits());
    }

    private Transcript aFreshConversation() {
        User rob = person("Rob");
        Channel direct = form.discord.world().openDirect(rob, form.bot);
        form.discord.world().messages().post(direct.id(), rob, "Tell me something kept");
        answered(direct);
        form.uses(rob, direct, "reset");
        form.sees(direct, "that all is forgotten", text -> text.contains("is forgotten"));
        form.discord.world().messages().post(direct.id(), rob, "Tell me something fresh");
        return answered(direct);
    }

    private Transcript aProfile() {
        User pat = person("Pat");
        Channel channel = form.channel("profile");
        form.uses(pat, channel, "prompt", option("name", 3, "pirate"));
        form.sees(channel, "what was chosen", text -> text.contains("in this channel: pirate"));
        form.asks(pat, channel, "Tell me something pirate");
        return answered(channel);
    }

    private Transcript aQuestionEditedWhileItWaits() {
        User eve = person("Eve");
        Channel channel = form.channel("edited");
        Message question = form.asks(eve, channel, "Tell me something vague");
        Await.until("the question at the model", () -> model.bodies().containsKey("vague"));
        form.discord
                .world()
                .messages()
                .edit(channel.id(), question.id(), eve, Change.text(form.bot.mention() + " Tell me something precise"));
        Await.until("nobody waits for the first answer", () -> model.wasLeft("vague"));
        return answered(channel);
    }

    private Transcript aQuestionDeletedWhileItWaits() {
        User dan = person("Dan");
        Channel channel = form.channel("deleted");
        Message question = form.asks(dan, channel, "Tell me something unsaid");
        Await.until("the question at the model", () -> model.bodies().containsKey("unsaid"));
        form.discord.world().messages().delete(channel.id(), question.id(), dan);
        Await.until("nobody waits for the answer", () -> model.wasLeft("unsaid"));
        Await.until(
                "that no answer is to come",
                () -> form.ours(channel).stream()
                        .noneMatch(message -> message.content().contains("thinking")));
        return asItIs(channel);
    }

    private Transcript aMessageThatIsAskedAbout() {
        User abe = person("Abe");
        Channel channel = form.channel("asked-about");
        Message said = form.discord.world().messages().post(channel.id(), person("Sam"), "Many a river flows about");
        form.discord.world().interactions().uses().useOnMessage(abe, said, form.bot.id(), "Ask about this");
        Transcript seen = answered(channel);
        return new Transcript(
                seen.messages().stream()
                        .map(message -> message.replaceAll("\\d{17,20}", "ID"))
                        .toList(),
                seen.edits());
    }

    private Transcript aQuestionInTwoMessages() {
        User joe = person("Joe");
        form.discord.world().messages().post(form.open.id(), joe, "Tell me something half");
        Await.until("the question at the model", () -> model.bodies().containsKey("half"));
        form.discord.world().messages().post(form.open.id(), joe, "and all of it joined");
        Await.until("nobody waits for the first answer", () -> model.wasLeft("half"));
        return answered(form.open);
    }

    private Transcript aThreadThatIsArchivedMeanwhile() {
        Channel channel = form.channel("archive");
        User ari = person("Ari");
        ThreadChannel thread =
                (ThreadChannel) form.discord.world().createThread(channel.id(), ari, "A thread of Ari's");
        model.hold("archived");
        form.asks(ari, thread, "Tell me something archived");
        Await.until("the question at the model", () -> model.holds("archived"));
        form.discord.world().update(thread.archived(true));
        model.release("archived");
        Transcript seen = answered(thread);
        Await.until(
                "the thread out of the archive",
                () -> !((ThreadChannel) form.discord.world().channel(thread.id())).archived());
        return seen;
    }

    private Transcript codeAsAFile() {
        Channel channel = form.channel("program");
        form.asks(person("Ida"), channel, "Tell me something program");
        Message file = Await.found(
                "the code as a file",
                () -> form.ours(channel).stream()
                        .filter(message -> !message.attachments().isEmpty())
                        .findFirst());
        List<String> files = file.attachments().stream()
                .map(each -> each.filename() + "\n" + each.data())
                .toList();
        return new Transcript(
                Stream.concat(asItIs(channel).messages().stream(), files.stream())
                        .toList(),
                0);
    }

    private Transcript aRefusal() {
        User kim = person("Kim");
        form.asks(kim, form.closed, "May I?");
        Channel direct = form.discord.world().openDirect(form.bot, kim);
        form.sees(direct, "the refusal", text -> text.contains("ask me in another one"));
        return new Transcript(
                Stream.concat(asItIs(direct).messages().stream(), asItIs(form.closed).messages().stream())
                        .toList(),
                0);
    }
}
