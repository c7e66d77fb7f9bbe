// The messages of the current channel. A message's element stays while its text grows, so that neither focus nor selection is lost.
//
// The list is one stop for the Tab key: the arrow keys walk its messages, and Tab goes on to what can be done with the one in focus. It is
// no log region, since every edit would be read out; the announcer says what there is to say.
import { api } from './api.js';
import { element } from './element.js';
import { morph } from './morph.js';
import { walkWithArrows } from './walk.js';

const colours = ['#c2410c', '#15803d', '#7e22ce', '#b91c1c', '#0e7490', '#a16207'];
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const groupedFor = 5 * 60_000;
const typingMs = 9000;

export function showMessages(world) {
  const list = document.getElementById('messages');
  const toBottom = document.getElementById('to-bottom');
  const typing = document.getElementById('typing');
  const welcome = document.getElementById('welcome');
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

  const noTyping = () => {
    clearTimeout(typingUntil);
    typing.textContent = '';
  };

  const face = author => {
    const made = element('span', 'face', author.name.slice(0, 1).toUpperCase());
    made.setAttribute('aria-hidden', 'true');
    made.style.background = author.bot ? '#2f6fed' : colours[Number(BigInt(author.id) % BigInt(colours.length))];
    return made;
  };

  const openThread = async message => {
    try {
      const thread = await api.open({ kind: 'thread', parent: message.channel, message: message.id, person: world.person });
      world.channels.set(thread.id, thread);
      await world.enter(thread.id);
    } catch (error) {
      world.tell('trouble', `No thread could be started: ${error.message}`);
    }
  };

  const actions = message => {
    const made = element('div', 'actions');
    const add = (label, action, name) => {
      const button = element('button', '', label);
      button.type = 'button';
      if (name) button.setAttribute('aria-label', name);
      button.onclick = action;
      made.append(button);
    };
    add('Reply', () => world.reply(world.messages.get(message.channel).get(message.id)));
    if (world.channels.get(message.channel)?.kind === 'text') add('Thread', () => openThread(message));
    for (const [emoji, name] of [['👍', 'React with thumbs up'], ['👎', 'React with thumbs down']]) {
      add(emoji, () => api.react(message.channel, message.id, world.person, emoji)
        .catch(error => world.tell('trouble', `The reaction failed: ${error.message}`)), name);
    }
    return made;
  };

  const fill = (li, message) => {
    const text = element('div');
    text.innerHTML = message.html; // escaped and sanitised by the server
    for (const { url, name } of message.attachments) {
      const picture = element('img', 'picture');
      picture.src = url;
      picture.alt = name;
      text.append(picture);
    }
    if (message.editedAt && !message.author.bot) text.append(element('span', 'edited', ' (edited)'));
    morph(li.querySelector('.text'), text);
    const below = element('div');
    below.append(...message.reactions.map(({ emoji, count }) => element('span', '', `${emoji} ${count}`)));
    if (message.thread) {
      const open = element('button', '', 'Open the thread');
      open.type = 'button';
      below.append(open);
    }
    const reactions = li.querySelector('.reactions');
    morph(reactions, below);
    const thread = reactions.querySelector('button');
    if (thread) thread.onclick = () => world.enter(message.thread);
    li.classList.toggle('mentions', message.mentions.includes(world.person));
  };

  const made = (message, before) => {
    const li = element('li');
    li.id = `m${message.id}`;
    const article = element('article');
    article.tabIndex = -1;
    article.setAttribute('aria-labelledby', `w${message.id} t${message.id}`);
    const follows = before && before.author.id === message.author.id && !message.replyTo && !before.starter
      && Date.parse(message.at) - Date.parse(before.at) < groupedFor;
    li.classList.toggle('follows', Boolean(follows));
    li.classList.toggle('starter', message.starter);
    if (message.replyTo) article.append(element('div', 'answers', `${message.replyTo.author}: ${message.replyTo.excerpt}`));
    article.append(face(message.author));
    const body = element('div', 'body');
    const who = element('div', 'who');
    who.id = `w${message.id}`;
    who.append(element('b', '', message.author.name), ' ');
    if (message.author.bot) who.append(element('span', 'tag', 'APP'), ' ');
    const at = element('time', '', time.format(new Date(message.at)));
    at.dateTime = message.at;
    who.append(at);
    const text = element('div', 'text');
    text.id = `t${message.id}`;
    body.append(who, text, element('div', 'reactions'));
    article.append(body);
    if (!message.starter) article.append(actions(message));
    li.append(article);
    fill(li, message);
    return li;
  };

  // Brings the list to what is known, keeping the elements of messages that were there before.
  const show = () => {
    const messages = [...world.messages.get(world.current)?.values() ?? []];
    const known = new Set(messages.map(message => `m${message.id}`));
    [...list.children].filter(li => !known.has(li.id)).forEach(li => li.remove());
    messages.forEach((message, i) => {
      const there = list.children[i];
      if (there?.id === `m${message.id}`) fill(there, message);
      else list.insertBefore(made(message, messages[i - 1]), there ?? null);
    });
    welcome.hidden = messages.some(message => !message.starter);
    list.hidden = messages.length === 0;
    walk.refresh();
  };

  world.on('entered', () => {
    const channel = world.channels.get(world.current);
    document.getElementById('place-name').textContent =
      { text: '# ', thread: '↳ ', dm: '@ ' }[channel.kind] + channel.name;
    document.getElementById('place-hint').textContent = channel.kind === 'dm'
      ? `Only you and ${world.bot.name}; no mention needed.`
      : channel.listens ? `${world.bot.name} answers everything here.` : `Mention @${world.bot.name} or reply to it to get an answer.`;
    document.title = `${channel.name} · Rivulet playground`;
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

  world.on('message', message => {
    const stick = atBottom();
    const there = document.getElementById(`m${message.id}`);
    if (there) {
      fill(there, message);
    } else {
      show();
    }
    if (message.author.name === typing.dataset.author) noTyping();
    if (stick) scrollDown(); else if (!there) toBottom.hidden = false;
  });

  world.on('deleted', message => {
    document.getElementById(`m${message.id}`)?.remove();
    walk.refresh();
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
