// Tells screen readers about answers: once when one begins, once when its text has come to rest, and nothing in between.
const restMs = 1800;

export function startAnnouncer(world) {
  const announcer = document.getElementById('announcer');
  const writing = new Map(); // message id -> timer
  world.on('message', message => {
    if (!message.author.bot) return;
    const timer = writing.get(message.id);
    if (timer === undefined && !message.editedAt) announcer.textContent = `${message.author.name} is answering.`;
    clearTimeout(timer);
    writing.set(message.id, setTimeout(() => {
      const text = document.querySelector(`#m${message.id} .text`)?.innerText ?? '';
      announcer.textContent = `${message.author.name}: ${text}`;
      writing.delete(message.id);
    }, restMs));
  });
}
