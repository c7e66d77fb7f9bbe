package dev.rivulet.discord.answer;

import dev.rivulet.discord.answer.AnswerPosts.Write;
import dev.rivulet.discord.client.BudgetNews;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.DiscordMessage;
import io.vertx.core.Future;
import java.util.List;

/** Messages of ours in a channel, a thread or a direct message. */
public record ChannelOutlet(DiscordApi api, String channelId) implements Outlet {

    @Override
    public String bucket(Write write) {
        return switch (write) {
            case Write.Create _ -> BudgetNews.bucket("POST", channelId);
            case Write.Edit _ -> BudgetNews.bucket("PATCH", channelId);
        };
    }

    @Override
    public List<String> buckets() {
        return List.of(BudgetNews.bucket("POST", channelId), BudgetNews.bucket("PATCH", channelId));
    }

    @Override
    public Future<DiscordMessage> create(Write.Create write, String nonce) {
        return api.create(channelId, write.page().content(), write.controls(), nonce, write.replyTo());
    }

    @Override
    public Future<Void> edit(Write.Edit write) {
        return api.edit(channelId, write.messageId(), write.page().content(), write.controls());
    }
}
