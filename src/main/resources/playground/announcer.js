// Tells screen readers about the answers in the channel that is open: once when one begins, once when its text is whole, and nothing in
// between. What others say is told as it comes.
const settledMs = 1200;

export function startAnnouncer(world) {
  const announcer = document.getElementById('announcer');
  const say = text => { announcer.textContent = text; };
  const textOf = id => document.querySelector(`#m${id} .text`)?.innerText.trim() ?? '';
  const streamed = new Set(); // messages whose end the steps of their question tell
  const settling = new Map(); // other messages of the bot: message id -> timer, until nothing changes any more

  world.on('say', say);

  world.on('question', steps => {
    const step = steps[steps.length - 1];
    if (step.messageId) streamed.add(step.messageId);
    if (steps.find(each => each.channelId)?.channelId !== world.current) return;
    if (step.stage === 'asked') say(`${world.bot.name} is answering.`);
    if (step.stage === 'done') {
      const messages = new Set(steps.filter(each => each.stage === 'edit').map(each => each.messageId));
      say(`${world.bot.name}: ${[...messages].map(textOf).join('\n')}`);
    }
  });

  // An answer to a command or a button, which is no question with steps.
  const settle = message => {
    clearTimeout(settling.get(message.id));
    settling.set(message.id, setTimeout(() => {
      settling.delete(message.id);
      if (!streamed.has(message.id) && message.channel === world.current) {
        say(`${world.bot.name}${message.visibleTo ? ', only to you' : ''}: ${textOf(message.id)}`);
      }
    }, settledMs));
  };

  world.on('message', (message, isNew) => {
    if (message.author.id === world.bot.id) {
      if ((message.command || message.visibleTo) && !message.thinking) settle(message);
    } else if (isNew && message.author.id !== world.person) {
      say(`${message.author.name}: ${textOf(message.id)}`);
    }
  });

  let told;
  world.on('entered', () => {
    if (told !== undefined && told !== world.current) say(document.getElementById('place-name').textContent);
    told = world.current;
  });
}
