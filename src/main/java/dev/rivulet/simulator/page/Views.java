package dev.rivulet.simulator.page;

import dev.rivulet.simulator.world.Attachment;
import dev.rivulet.simulator.world.Channel;
import dev.rivulet.simulator.world.Commands;
import dev.rivulet.simulator.world.DirectChannel;
import dev.rivulet.simulator.world.Interaction;
import dev.rivulet.simulator.world.Locales;
import dev.rivulet.simulator.world.Message;
import dev.rivulet.simulator.world.MessageFlags;
import dev.rivulet.simulator.world.MessageKind;
import dev.rivulet.simulator.world.Modals;
import dev.rivulet.simulator.world.Role;
import dev.rivulet.simulator.world.TextChannel;
import dev.rivulet.simulator.world.ThreadChannel;
import dev.rivulet.simulator.world.User;
import dev.rivulet.simulator.world.World;
import dev.rivulet.simulator.world.WorldEvent.LimitState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The world as the page's modules read it. Ids are strings, since they don't fit into a JavaScript number. */
final class Views {
    private static final int EXCERPT = 80;

    private final World world;
    private final Scene scene;
    private final String origin;
    private final List<String> answerers;
    private final DiscordHtml html;

    /**
     * @param origin where attachments are served
     * @param answerers the backends' names
     */
    Views(World world, Scene scene, String origin, List<String> answerers) {
        this.answerers = List.copyOf(answerers);
        this.world = world;
        this.scene = scene;
        this.origin = origin;
        this.html = new DiscordHtml(this::shownName);
    }

    private String shownName(String id) {
        long known = Long.parseUnsignedLong(id);
        return world.findUser(known)
                .map(user -> "@" + user.name())
                .or(() -> world.channels().stream()
                        .filter(channel -> channel.id() == known)
                        .findFirst()
                        .map(channel -> "#" + channel.name()))
                .orElse("@unknown");
    }

    JsonObject state() {
        JsonArray people = new JsonArray();
        scene.people().forEach(person -> people.add(person(person)));
        JsonArray channels = new JsonArray();
        world.channels().forEach(channel -> channels.add(channel(channel)));
        return new JsonObject()
                .put("bot", user(scene.bot()))
                .put("people", people)
                .put("locales", new JsonArray(Locales.ALL))
                .put("answerers", new JsonArray(answerers))
                .put("channels", channels);
    }

    private static JsonObject user(User user) {
        return new JsonObject()
                .put("id", String.valueOf(user.id()))
                .put("name", user.name())
                .put("bot", user.bot());
    }

    /** Somebody of the scene, with what they are and the language of their client. */
    JsonObject person(User user) {
        return user(user)
                .put("locale", world.members().localeOf(user.id()))
                .put(
                        "role",
                        world.members().rolesOf(world.home().id(), user.id()).stream()
                                .findFirst()
                                .map(Role::name)
                                .orElse(null));
    }

    JsonObject channel(Channel channel) {
        JsonObject json = new JsonObject().put("id", String.valueOf(channel.id()));
        return switch (channel) {
            case TextChannel text ->
                json.put("kind", "text")
                        .put("name", text.name())
                        .put("listens", text.id() == scene.listens().id());
            case ThreadChannel thread ->
                json.put("kind", "thread")
                        .put("name", thread.name())
                        .put("parent", String.valueOf(thread.parentId()))
                        .put("archived", thread.archived())
                        .put("owner", String.valueOf(thread.ownerId()))
                        .put("listens", thread.parentId() == scene.listens().id());
            case DirectChannel direct ->
                json.put("kind", "dm")
                        .put("name", scene.bot().name())
                        .put(
                                "person",
                                direct.members().stream()
                                        .filter(member -> !member.bot())
                                        .findFirst()
                                        .map(member -> String.valueOf(member.id()))
                                        .orElse(""));
        };
    }

    JsonObject message(Message message) {
        Message shown = message.kind() == MessageKind.THREAD_STARTER ? starter(message) : message;
        JsonArray attachments = new JsonArray();
        shown.attachments().forEach(each -> attachments.add(attachment(each)));
        JsonArray reactions = new JsonArray();
        message.reactions()
                .forEach(each -> reactions.add(new JsonObject()
                        .put("emoji", each.emoji())
                        .put("count", each.userIds().size())));
        JsonArray mentions = new JsonArray();
        scene.people().stream()
                .filter(person -> shown.content().contains(person.mention()))
                .forEach(person -> mentions.add(String.valueOf(person.id())));
        Instant editedAt = message.editedAt();
        Long thread = message.threadId();
        Long visibleTo = message.visibleTo();
        return new JsonObject()
                .put("id", String.valueOf(message.id()))
                .put("channel", String.valueOf(message.channelId()))
                .put("author", user(shown.author()))
                .put("kind", kind(message.kind()))
                .put("html", html.render(shown.content()))
                .put("content", shown.content())
                .put("at", shown.createdAt().toString())
                .put("editedAt", editedAt == null ? null : editedAt.toString())
                .put("starter", message.kind() == MessageKind.THREAD_STARTER)
                .put("thread", thread == null ? null : thread.toString())
                .put("visibleTo", visibleTo == null ? null : visibleTo.toString())
                .put("thinking", (message.flags() & MessageFlags.LOADING) != 0)
                .put("command", command(message).orElse(null))
                .put("components", shown.components())
                .put("replyTo", answered(message).orElse(null))
                .put("attachments", attachments)
                .put("reactions", reactions)
                .put("mentions", mentions);
    }

    private JsonObject attachment(Attachment file) {
        String url = file.url();
        return new JsonObject()
                .put("name", file.filename())
                .put("url", url == null ? origin + file.path() : url)
                .put("type", file.contentType())
                .put("size", file.size());
    }

    private static String kind(MessageKind kind) {
        return switch (kind) {
            case DEFAULT, REPLY, COMMAND_ANSWER, THREAD_STARTER -> "text";
            case NAME_CHANGED -> "renamed";
            case THREAD_CREATED -> "thread";
        };
    }

    /** Who used what, for the answer to a command. */
    private Optional<JsonObject> command(Message message) {
        Long interactionId = message.interactionId();
        if (message.kind() != MessageKind.COMMAND_ANSWER || interactionId == null) {
            return Optional.empty();
        }
        Interaction interaction = world.interactions().get(interactionId);
        boolean menu = interaction.data().getInteger("type", 1) != Commands.CHAT_INPUT;
        return Optional.of(new JsonObject()
                .put("person", interaction.invoker().name())
                .put("name", (menu ? "" : "/") + interaction.data().getString("name")));
    }

    /** A dialog, as the page asks it. */
    JsonObject modal(JsonObject modal) {
        JsonArray inputs = new JsonArray();
        Modals.inputs(modal).forEach(inputs::add);
        return new JsonObject().put("title", modal.getString("title")).put("inputs", inputs);
    }

    /** The message that a thread was started from, which stands at its head. */
    private Message starter(Message reference) {
        Long original = reference.repliesTo();
        return original != null && world.channel(reference.channelId()) instanceof ThreadChannel thread
                ? world.messages().find(thread.parentId(), original).orElse(reference)
                : reference;
    }

    private Optional<JsonObject> answered(Message message) {
        return Optional.ofNullable(message.repliesTo())
                .flatMap(id -> world.messages().find(message.channelId(), id))
                .map(original -> new JsonObject()
                        .put("author", original.author().name())
                        .put("excerpt", excerpt(original.content())));
    }

    private static String excerpt(String content) {
        String line = content.replaceAll("<@!?\\d+>", "")
                .replaceAll("\\|\\|.+?\\|\\|", "▇▇▇")
                .strip()
                .lines()
                .findFirst()
                .orElse("");
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }

    /** What is left of a channel's budget of creates or edits; empty for all other limits. */
    Optional<JsonObject> budget(Journal.Budget budget) {
        LimitState limit = budget.state();
        int colon = limit.bucket().indexOf(':');
        String kind = switch (limit.bucket().substring(0, Math.max(colon, 0))) {
            case "message_create" -> "create";
            case "message_edit" -> "edit";
            default -> "";
        };
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        long resetAfterMs =
                Math.max(0, Duration.between(Instant.now(), limit.resetAt()).toMillis());
        return Optional.of(new JsonObject()
                .put("channel", limit.bucket().substring(colon + 1))
                .put("kind", kind)
                .put("limit", limit.limit())
                .put("remaining", limit.remaining())
                .put("limited", budget.limited())
                .put("resetAfterMs", resetAfterMs));
    }
}
