/**
 * Discord as the rest of the room sees it: requests, events and plain records.
 *
 * <p>Discord4J brings events and carries requests on threads of its own. Each event crosses to the verticle's context once, in
 * {@link dev.rivulet.discord.client.Gateway}, and each response once, in {@link dev.rivulet.discord.client.DiscordApi} and
 * {@link dev.rivulet.discord.client.InteractionApi}; every write suppresses mentions there. What Discord's headers say of a bucket leaves as
 * {@code BudgetNews}.
 *
 * <p>To use another route of Discord's, add it to {@code DiscordApi}; to hear of another event, add it to {@code Mapping}.
 */
@NullMarked
package dev.rivulet.discord.client;

import org.jspecify.annotations.NullMarked;
