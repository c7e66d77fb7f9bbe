package dev.rivulet.discord.client;

import discord4j.discordjson.json.ApplicationCommandOptionChoiceData;
import discord4j.discordjson.json.ApplicationCommandRequest;
import discord4j.discordjson.json.DMCreateRequest;
import discord4j.discordjson.json.InteractionApplicationCommandCallbackData;
import discord4j.discordjson.json.InteractionResponseData;
import discord4j.discordjson.json.WebhookExecuteRequest;
import discord4j.discordjson.json.WebhookMessageEditRequest;
import discord4j.discordjson.possible.Possible;
import discord4j.rest.RestClient;
import discord4j.rest.util.MultipartRequest;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * What is said to an interaction, by right of its token, as futures that complete on one context and fail with {@link DiscordException}.
 * Every write suppresses mentions.
 *
 * <p>Acknowledging is tried three times when that fails in passing: whoever waits has 3 seconds.
 */
public final class InteractionApi {
    private static final int MESSAGE = 4;
    private static final int MESSAGE_TO_COME = 5;
    private static final int NOTHING_TO_SHOW = 6;
    private static final int CHANGE = 7;
    private static final int CHOICES = 8;

    private static final int EPHEMERAL = 1 << 6;

    /** An attempt before had worked unseen. */
    private static final int ACKNOWLEDGED_ALREADY = 40_060;

    private static final int ATTEMPTS = 3;
    private static final String ORIGINAL = "@original";

    private final RestClient client;
    private final long applicationId;
    private final Context context;
    private final int flags;

    /** @param linkPreviews whether Discord may fetch what a message links to, and show it */
    public InteractionApi(RestClient client, String applicationId, Context context, boolean linkPreviews) {
        this.client = client;
        this.applicationId = DiscordApi.number(applicationId);
        this.context = context;
        this.flags = linkPreviews ? 0 : DiscordApi.SUPPRESS_EMBEDS;
    }

    /** Puts these commands in the place of all that we had. */
    public Future<Void> register(List<ApplicationCommandRequest> commands) {
        return DiscordApi.onContext(
                        client.getApplicationService()
                                .bulkOverwriteGlobalApplicationCommand(applicationId, commands)
                                .collectList(),
                        context)
                .mapEmpty();
    }

    /** Acknowledges with a message to come, for which Discord shows that we think. */
    public Future<Void> think(Interaction interaction, boolean ephemeral) {
        return acknowledge(
                interaction,
                MESSAGE_TO_COME,
                InteractionApplicationCommandCallbackData.builder()
                        .flags((ephemeral ? EPHEMERAL : 0) | flags)
                        .build());
    }

    /** Acknowledges a button, and nothing is seen of it. */
    public Future<Void> accept(Interaction interaction) {
        return acknowledge(
                interaction,
                NOTHING_TO_SHOW,
                InteractionApplicationCommandCallbackData.builder().build());
    }

    /** Acknowledges a button by taking all buttons away from its message. */
    public Future<Void> strip(Interaction interaction) {
        return acknowledge(
                interaction,
                CHANGE,
                InteractionApplicationCommandCallbackData.builder()
                        .components(List.of())
                        .allowedMentions(DiscordApi.NOBODY)
                        .build());
    }

    /** Acknowledges with a message that only this person sees. */
    public Future<Void> whisper(Interaction interaction, String text) {
        return acknowledge(
                interaction,
                MESSAGE,
                InteractionApplicationCommandCallbackData.builder()
                        .content(text)
                        .allowedMentions(DiscordApi.NOBODY)
                        .flags(EPHEMERAL | flags)
                        .build());
    }

    /** Acknowledges with what an option's value may be, at most 25. */
    public Future<Void> suggest(Interaction interaction, List<String> values) {
        List<ApplicationCommandOptionChoiceData> choices = values.stream()
                .<ApplicationCommandOptionChoiceData>map(value -> ApplicationCommandOptionChoiceData.builder()
                        .name(value)
                        .value(value)
                        .build())
                .toList();
        return acknowledge(
                interaction,
                CHOICES,
                InteractionApplicationCommandCallbackData.builder()
                        .choices(choices)
                        .build());
    }

    private Future<Void> acknowledge(
            Interaction interaction, int type, InteractionApplicationCommandCallbackData data) {
        InteractionResponseData response =
                InteractionResponseData.builder().type(type).data(data).build();
        return acknowledge(interaction, response, ATTEMPTS);
    }

    private Future<Void> acknowledge(Interaction interaction, InteractionResponseData response, int attempts) {
        return DiscordApi.onContext(
                        client.getInteractionService()
                                .createInteractionResponse(
                                        DiscordApi.number(interaction.id()),
                                        interaction.token(),
                                        MultipartRequest.ofRequest(response)),
                        context)
                .recover(cause -> switch (cause) {
                    case DiscordException known when known.code() == ACKNOWLEDGED_ALREADY -> Future.succeededFuture();
                    case DiscordException known
                    when known.kind() == DiscordException.Kind.PASSING && attempts > 1 ->
                        acknowledge(interaction, response, attempts - 1);
                    default -> Future.failedFuture(cause);
                });
    }

    /** Gives the message to come its content. */
    public Future<DiscordMessage> original(Interaction interaction, String content, Controls controls) {
        return edit(interaction, ORIGINAL, content, controls);
    }

    /** Changes a message written for this interaction. */
    public Future<DiscordMessage> edit(Interaction interaction, String messageId, String content, Controls controls) {
        WebhookMessageEditRequest request = WebhookMessageEditRequest.builder()
                .content(Possible.of(Optional.of(content)))
                .allowedMentions(Possible.of(Optional.of(DiscordApi.NOBODY)))
                .components(Components.row(controls))
                .flags(Possible.of(Optional.of(flags)))
                .build();
        return DiscordApi.onContext(
                        client.getWebhookService()
                                .modifyWebhookMessage(
                                        applicationId,
                                        interaction.token(),
                                        messageId,
                                        MultipartRequest.ofRequest(request)),
                        context)
                .map(Mapping::message);
    }

    /** Writes one more message for this interaction. Discord takes no nonce here and lists no such messages: repeated, it may stand twice. */
    public Future<DiscordMessage> followUp(
            Interaction interaction, boolean ephemeral, String content, Controls controls) {
        WebhookExecuteRequest request = WebhookExecuteRequest.builder()
                .content(content)
                .allowedMentions(DiscordApi.NOBODY)
                .components(Components.row(controls))
                .flags((ephemeral ? EPHEMERAL : 0) | flags)
                .build();
        return DiscordApi.onContext(
                        client.getWebhookService()
                                .executeWebhook(
                                        applicationId, interaction.token(), true, MultipartRequest.ofRequest(request)),
                        context)
                .map(Mapping::message);
    }

    /** The id of the channel for direct messages with a person. */
    public Future<String> directChannel(String userId) {
        return DiscordApi.onContext(
                        client.getUserService()
                                .createDM(DMCreateRequest.builder()
                                        .recipientId(userId)
                                        .build()),
                        context)
                .map(channel -> channel.id().asString());
    }
}
