package dev.rivulet.discord.command;

import dev.rivulet.discord.client.Interaction;
import dev.rivulet.language.Language;
import dev.rivulet.language.Phrase;
import dev.rivulet.store.Allowance;
import dev.rivulet.store.Budgets;
import dev.rivulet.store.Spender;
import dev.rivulet.telemetry.LogKeys;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people what is left of the budgets they fall under. */
public record Spendings(Supplier<Budgets> budgets) {
    private static final Logger LOG = LoggerFactory.getLogger(Spendings.class);

    /** Never fails. */
    Future<String> report(Interaction interaction, Language language) {
        Spender spender =
                new Spender(interaction.user().id(), interaction.place().listedAs(), interaction.guildId());
        return Future.<Void>succeededFuture()
                .compose(_ -> budgets.get().report(spender))
                .map(allowances -> lines(allowances, language))
                .recover(cause -> {
                    LOG.atWarn()
                            .addKeyValue(LogKeys.CHANNEL_ID, interaction.place().channelId())
                            .addKeyValue(LogKeys.DETAIL, cause.getMessage())
                            .log("What was used of the budgets can't be read");
                    return Future.succeededFuture(language.say(Phrase.BUDGET_UNKNOWN));
                });
    }

    private static String lines(List<Allowance> allowances, Language language) {
        if (allowances.isEmpty()) {
            return language.say(Phrase.BUDGET_NONE);
        }
        // In the reader's own time zone:
        // https://discord.com/developers/docs/reference#message-formatting-timestamp-styles.
        String again = "<t:" + allowances.getFirst().again().getEpochSecond() + ":R>";
        return allowances.stream().map(each -> line(each, language)).collect(Collectors.joining("\n")) + "\n"
                + language.say(Phrase.BUDGET_AGAIN, again);
    }

    private static String line(Allowance allowance, Language language) {
        Phrase what = switch (allowance.unit()) {
            case QUESTIONS -> Phrase.BUDGET_QUESTIONS;
            case TOKENS -> Phrase.BUDGET_TOKENS;
        };
        Phrase whose = switch (allowance.scope()) {
            case USER -> Phrase.BUDGET_USER;
            case CHANNEL -> Phrase.BUDGET_CHANNEL;
            case SERVER -> Phrase.BUDGET_SERVER;
            case TOTAL -> Phrase.BUDGET_TOTAL;
        };
        return language.say(what, language.say(whose), allowance.used(), allowance.limit());
    }
}
