// Tells screen readers about the answers in the channel that is open: once when one begins, once when its text is whole, and nothing in
// between. What others say is told as it comes.
export function startAnnouncer(world) {
  const announcer = document.getElementById('announcer');
  const say = text => { announcer.textContent = text; };
  const textOf = id => document.querySelector(`#m${id} .text`)?.innerText.trim() ?? '';

  world.on('question', steps => {
    const step = steps[steps.length - 1];
    if (steps.find(each => each.channelId)?.channelId !== world.current) return;
    if (step.stage === 'asked') say(`${world.bot.name} is answering.`);
    if (step.stage === 'done') {
      const messages = new Set(steps.filter(each => each.stage === 'edit').map(each => each.messageId));
      say(`${world.bot.name}: ${[...messages].map(textOf).join('\n')}`);
    }
  });

  world.on('message', (message, isNew) => {
    if (isNew && message.author.id !== world.bot.id && message.author.id !== world.person) {
      say(`${message.author.name}: ${textOf(message.id)}`);
    }
  });

  let told;
  world.on('entered', () => {
    if (told !== undefined && told !== world.current) say(document.getElementById('place-name').textContent);
    told = world.current;
  });
}
