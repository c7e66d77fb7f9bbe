// The messages of the current channel. A message's element stays while its text grows, so that neither focus nor selection is lost.
//
// The list is one stop for the Tab key: the arrow keys walk its messages, and Tab goes on to what can be done with the one in focus. It is
// no log region, since every edit would be read out; the announcer says what there is to say.
import { playComponents } from './components.js';
import { fill, messageElement } from './message.js';
import { messageActions } from './actions.js';
import { walkWithArrows } from './walk.js';

const groupedFor = 5 * 60_000;
const typingMs = 9000;

export function showMessages(world) {
  const list = document.getElementById('messages');
  const toBottom = document.getElementById('to-bottom');
  const typing = document.getElementById('typing');
  const welcome = document.getElementById('welcome');
  const actions = messageActions(world, list);
  let typingUntil;

  const atBottom = () => list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  const scrollDown = () => {
    list.scrollTop = list.scrollHeight;
    toBottom.hidden = true;
  };
  toBottom.onclick = () => {
    scrollDown();
    walk.focusLast();
  };
  list.addEventListener('scroll', () => {
    if (atBottom()) toBottom.hidden = true;
  });
  // Also what comes into the page late, such as a picture or a keyboard on the screen, must not push the newest text out of sight.
  let stuck = true;
  list.addEventListener('scroll', () => { stuck = atBottom(); });
  new ResizeObserver(() => { if (stuck) scrollDown(); }).observe(list);
  list.addEventListener('load', () => { if (stuck) scrollDown(); }, true);
  const walk = walkWithArrows(list, 'article');
  playComponents(world, list);

  const noTyping = () => {
    clearTimeout(typingUntil);
    typing.textContent = '';
  };

  const follows = (message, before) => before && before.author.id === message.author.id && !message.replyTo && !message.command
    && !before.starter && before.kind === 'text' && before.visibleTo === message.visibleTo
    && Date.parse(message.at) - Date.parse(before.at) < groupedFor;

  // Brings the list to what is known, keeping the elements of messages that were there before.
  const show = () => {
    const messages = world.shown();
    const known = new Set(messages.map(message => `m${message.id}`));
    [...list.children].filter(li => !known.has(li.id)).forEach(li => li.remove());
    messages.forEach((message, i) => {
      const there = list.children[i];
      if (there?.id === `m${message.id}`) fill(there, message, world);
      else list.insertBefore(messageElement(message, follows(message, messages[i - 1]), world, actions), there ?? null);
    });
    welcome.hidden = messages.some(message => !message.starter);
    list.hidden = messages.length === 0;
    walk.refresh();
  };

  world.on('entered', () => {
    list.replaceChildren();
    show();
    noTyping();
    scrollDown();
  });

  world.on('refreshed', () => {
    const stick = atBottom();
    show();
    if (stick) scrollDown();
  });
  world.on('channels', () => show()); // a thread has another name

  world.on('message', message => {
    const stick = atBottom();
    const there = document.getElementById(`m${message.id}`);
    if (there) {
      fill(there, message, world);
    } else {
      show();
    }
    if (message.author.name === typing.dataset.author) noTyping();
    if (stick) scrollDown(); else if (!there) toBottom.hidden = false;
  });

  world.on('deleted', message => {
    const gone = document.getElementById(`m${message.id}`);
    const focused = gone?.contains(document.activeElement);
    gone?.remove();
    walk.refresh();
    if (focused) walk.focusLast();
  });

  world.on('typing', ({ author }) => {
    typing.dataset.author = author;
    typing.textContent = `${author} is typing …`;
    clearTimeout(typingUntil);
    typingUntil = setTimeout(noTyping, typingMs);
  });

  const reveal = event => {
    const spoiler = event.target.closest?.('.spoiler');
    if (spoiler && (event.type === 'click' || event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      spoiler.dataset.shown = '';
    }
  };
  list.addEventListener('click', reveal);
  list.addEventListener('keydown', reveal);
}
