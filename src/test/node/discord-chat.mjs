// discord.js, unchanged, against the simulator: logs in, hears a mention, types, replies, edits. Prints one line of JSON, then leaves.
// Usage: node discord-chat.mjs http://127.0.0.1:PORT/api TOKEN
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';

const [api, token] = process.argv.slice(2);
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages, GatewayIntentBits.MessageContent],
  partials: [Partials.Channel],
  rest: { api, version: '10' },
});

client.once(Events.ClientReady, () => console.log(JSON.stringify({ ready: client.user.id, guilds: client.guilds.cache.size })));

client.on(Events.MessageCreate, async (message) => {
  if (message.author.bot || !message.mentions.users.has(client.user.id)) return;
  await message.channel.sendTyping();
  const reply = await message.reply({ content: '…', allowedMentions: { parse: [] } });
  const edited = await reply.edit({ content: `Heard: ${message.cleanContent}`, allowedMentions: { parse: [] } });
  const history = await message.channel.messages.fetch({ limit: 10 });
  console.log(JSON.stringify({ edited: edited.content, history: history.size }));
  await client.destroy();
});

client.on(Events.Error, (error) => {
  console.error(error);
  process.exit(1);
});
await client.login(token);
