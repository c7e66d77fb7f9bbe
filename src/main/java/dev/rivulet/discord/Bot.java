package dev.rivulet.discord;

import dev.rivulet.bus.AnswerBus;
import dev.rivulet.config.AccessConfig;
import dev.rivulet.config.DiscordConfig;
import dev.rivulet.discord.answer.Answers;
import dev.rivulet.discord.answer.Chronicle;
import dev.rivulet.discord.answer.CodeDownloads;
import dev.rivulet.discord.answer.Inquiries;
import dev.rivulet.discord.answer.Interrupted;
import dev.rivulet.discord.answer.OpenAnswers;
import dev.rivulet.discord.answer.PacedWriter;
import dev.rivulet.discord.answer.Pending;
import dev.rivulet.discord.answer.Steps;
import dev.rivulet.discord.answer.Typing;
import dev.rivulet.discord.attachments.Attachments;
import dev.rivulet.discord.client.Application;
import dev.rivulet.discord.client.DiscordApi;
import dev.rivulet.discord.client.InteractionApi;
import dev.rivulet.discord.command.Acknowledgements;
import dev.rivulet.discord.command.Interactions;
import dev.rivulet.discord.command.Presses;
import dev.rivulet.discord.command.Replies;
import dev.rivulet.discord.command.Settings;
import dev.rivulet.discord.command.Spendings;
import dev.rivulet.discord.history.History;
import dev.rivulet.discord.history.Memory;
import dev.rivulet.discord.history.Places;
import dev.rivulet.discord.history.Questions;
import dev.rivulet.discord.message.Absence;
import dev.rivulet.discord.message.Arrivals;
import dev.rivulet.discord.message.Listener;
import dev.rivulet.discord.message.Revisions;
import dev.rivulet.discord.message.Threads;
import dev.rivulet.discord.people.Choices;
import dev.rivulet.discord.people.Doorkeeper;
import dev.rivulet.discord.people.Languages;
import dev.rivulet.discord.people.Roles;
import dev.rivulet.store.Budgets;
import discord4j.core.DiscordClient;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/** The parts of the bot that is logged in, put together. */
record Bot(
        Memory memory,
        PacedWriter writer,
        Languages languages,
        Doorkeeper doorkeeper,
        Listener listener,
        OpenAnswers answers,
        Interactions interactions,
        Absence absence) {

    /** @param tokenLasts how long an interaction's token is used */
    static Bot of(
            Vertx vertx,
            Context context,
            DiscordClient client,
            Application application,
            DiscordConfig config,
            Memory memory,
            AccessConfig access,
            Choices choices,
            Supplier<Budgets> budgets,
            Duration tokenLasts,
            Steps steps) {
        String selfId = application.botId();
        boolean previews = config.answers().linkPreviews();
        DiscordApi api = new DiscordApi(client, context, previews);
        InteractionApi interactionApi = new InteractionApi(client, application.id(), context, previews);
        Languages languages = new Languages(config.answers());
        Roles roles = new Roles(client, context, System::nanoTime);
        Doorkeeper doorkeeper = new Doorkeeper(api, interactionApi, roles, languages, access, System::nanoTime);
        AnswerBus bus = new AnswerBus(vertx);
        Places places = new Places(api);
        Interrupted interrupted = new Interrupted(api, selfId, languages);

        History history = new History(api, selfId, config);
        Attachments attachments = new Attachments(vertx, config.attachments(), config.apiUrl());
        Inquiries inquiries = new Inquiries(bus, api, config, selfId, choices, history, attachments);
        PacedWriter writer = new PacedWriter(vertx, System::nanoTime);
        OpenAnswers open = new OpenAnswers();
        Arrivals arrivals = new Arrivals();
        Pending pending = new Pending(history.joined());
        Answers answers = new Answers(
                vertx,
                languages,
                places,
                choices,
                inquiries,
                writer,
                config.maxUnshown(),
                open,
                pending,
                new Chronicle(steps, memory, history),
                new CodeDownloads(api, config.answers()),
                new Typing(vertx, api));

        Revisions revisions = new Revisions(api, places, arrivals, pending, inquiries, selfId);
        Threads threads = new Threads(api, bus, selfId, choices, config.answers());
        Listener listener = new Listener(
                api, doorkeeper, memory, places, threads, answers, open, arrivals, revisions, selfId, config);

        Replies replies = new Replies(interactionApi, api, answers, languages, tokenLasts);
        Acknowledgements acknowledged = new Acknowledgements(vertx);
        Questions questions = new Questions(api, selfId, history.files(), history.joined());
        Presses presses =
                new Presses(interactionApi, doorkeeper, open, interrupted, questions, history, replies, acknowledged);
        Interactions interactions = new Interactions(
                interactionApi,
                doorkeeper,
                languages,
                open,
                new Settings(choices, doorkeeper),
                new Spendings(budgets),
                replies,
                presses,
                acknowledged);
        Absence absence = new Absence(vertx, api, memory, interrupted, listener);
        return new Bot(memory, writer, languages, doorkeeper, listener, open, interactions, absence);
    }
}
