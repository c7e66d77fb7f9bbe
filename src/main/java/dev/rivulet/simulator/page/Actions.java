package dev.rivulet.simulator.page;

import dev.rivulet.simulator.Person;
import dev.rivulet.simulator.Simulator;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Draft;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What people do on the page, but for commands and buttons. Whoever asks may act as any person of the scene. */
final class Actions {
    private static final int SHOWN_MESSAGES = 200;
    private static final int MAX_TITLE = 40;

    private final Simulator simulator;
    private final World world;
    private final Scene scene;
    private final Views views;

    Actions(Simulator simulator, Scene scene, Views views) {
        this.simulator = simulator;
        this.world = simulator.world();
        this.scene = scene;
        this.views = views;
    }

    Object messages(PageRequest request) {
        List<Message> all =
                world.messages().list(world.channel(request.path("channel")).id());
        JsonArray shown = new JsonArray();
        all.subList(Math.max(0, all.size() - SHOWN_MESSAGES), all.size())
                .forEach(message -> shown.add(views.message(message)));
        return shown;
    }

    Object say(PageRequest request) {
        Draft draft = Draft.text(request.findText("content").orElse(""));
        Optional<Long> replyTo = request.findId("replyTo");
        if (replyTo.isPresent()) {
            draft = draft.replyingTo(replyTo.get());
        }
        for (PageRequest.File file : request.files()) {
            draft = draft.with(file.upload());
        }
        return views.message(person(request).says(world.channel(request.path("channel")), draft));
    }

    Object edit(PageRequest request) {
        return views.message(person(request).edits(message(request), request.text("content")));
    }

    Object delete(PageRequest request) {
        Message message = message(request);
        Person person = person(request);
        if (message.visibleTo() != null && message.isVisibleTo(person.user().id())) {
            world.messages().dismiss(message.channelId(), message.id(), person.user());
        } else {
            person.deletes(message);
        }
        return new JsonObject();
    }

    private Message message(PageRequest request) {
        return world.messages().get(world.channel(request.path("channel")).id(), request.path("message"));
    }

    Object react(PageRequest request) {
        world.messages()
                .react(
                        request.path("channel"),
                        request.path("message"),
                        person(request).user(),
                        request.text("emoji"));
        return new JsonObject();
    }

    Object open(PageRequest request) {
        Channel opened = switch (request.text("kind")) {
            case "text" -> world.createChannel(request.text("name").replaceAll("\\s+", "-"));
            case "dm" -> world.openDirect(person(request).user(), scene.bot());
            case "thread" -> thread(request);
            default -> throw new IllegalArgumentException("kind must be text, dm or thread.");
        };
        return views.channel(opened);
    }

    private Channel thread(PageRequest request) {
        Channel parent = world.channel(request.id("parent"));
        Optional<Long> from = request.findId("message");
        if (from.isEmpty()) {
            return person(request).opensThread(parent, request.text("name"));
        }
        Message message = world.messages().get(parent.id(), from.get());
        Long there = message.threadId();
        return there != null
                ? world.channel(there)
                : person(request).opensThread(message, request.findText("name").orElseGet(() -> title(message)));
    }

    /** What Discord's client proposes: the message's first words. */
    private static String title(Message message) {
        String text = message.content().replaceAll("<@!?\\d+>|[*_`>#|-]", "");
        String name = text.strip().lines().findFirst().orElse("").strip();
        return name.isEmpty() ? "thread" : name.substring(0, Math.min(name.length(), MAX_TITLE));
    }

    /** Another name for a thread, or into the archive and out of it. */
    Object change(PageRequest request) {
        if (!(world.channel(request.path("channel")) instanceof ThreadChannel thread)) {
            throw new IllegalArgumentException("Only threads can be changed here.");
        }
        ThreadChannel changed = thread.named(request.findText("name").orElse(thread.name()))
                .archived(request.findFlag("archived").orElse(thread.archived()));
        return views.channel(world.change(changed, person(request).user()));
    }

    Object speak(PageRequest request) {
        User person = person(request.path("person")).user();
        return views.person(world.members().speak(person, request.text("locale")));
    }

    Person person(PageRequest request) {
        return person(request.id("person"));
    }

    private Person person(long wanted) {
        return scene.people().stream()
                .filter(person -> person.id() == wanted)
                .findFirst()
                .map(simulator::person)
                .orElseThrow(() -> new IllegalArgumentException("person is the id of nobody on this page."));
    }
}
