// The messages of the current channel. A message's element stays while its text grows, so that neither focus nor selection is lost.
import { api } from './api.js';

const colours = ['#c2410c', '#15803d', '#7e22ce', '#b91c1c', '#0e7490', '#a16207'];
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const groupedFor = 5 * 60_000;

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

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
  toBottom.onclick = scrollDown;
  list.addEventListener('scroll', () => {
    if (atBottom()) toBottom.hidden = true;
  });

  const face = author => {
    const made = element('span', 'face', author.name.slice(0, 1).toUpperCase());
    made.setAttribute('aria-hidden', 'true');
    made.style.background = author.bot ? '#2f6fed' : colours[Number(BigInt(author.id) % BigInt(colours.length))];
    return made;
  };

  const actions = message => {
    const made = element('div', 'actions');
    const add = (label, action) => {
      const button = element('button', '', label);
      button.type = 'button';
      button.onclick = action;
      made.append(button);
    };
    add('Reply', () => world.reply(world.messages.get(message.channel).get(message.id)));
    if (world.channels.get(message.channel)?.kind === 'text') {
      add('Thread', async () => {
        try {
          const thread = await api.open({ kind: 'thread', parent: message.channel, message: message.id, person: world.person });
          world.channels.set(thread.id, thread);
          await world.enter(thread.id);
        } catch (error) {
          world.tell('trouble', `No thread could be started: ${error.message}`);
        }
      });
    }
    for (const emoji of ['👍', '👎']) {
      add(emoji, () => api.react(message.channel, message.id, world.person, emoji)
        .catch(error => world.tell('trouble', `The reaction failed: ${error.message}`)));
    }
    return made;
  };

  const fill = (li, message) => {
    const text = li.querySelector('.text');
    text.innerHTML = message.html; // escaped and sanitised by the server
    for (const { url, name } of message.attachments) {
      const picture = element('img', 'picture');
      picture.src = url;
      picture.alt = name;
      text.append(picture);
    }
    if (message.editedAt && !message.author.bot) text.append(element('span', 'edited', ' (edited)'));
    li.querySelector('.reactions').replaceChildren(
      ...message.reactions.map(({ emoji, count }) => element('span', '', `${emoji} ${count}`)));
    li.classList.toggle('mentions', message.mentions.includes(world.person));
  };

  const made = (message, before) => {
    const li = element('li');
    li.id = `m${message.id}`;
    const follows = before && before.author.id === message.author.id && !message.replyTo
      && Date.parse(message.at) - Date.parse(before.at) < groupedFor;
    li.classList.toggle('follows', Boolean(follows));
    if (message.replyTo) li.append(element('div', 'answers', `${message.replyTo.author}: ${message.replyTo.excerpt}`));
    li.append(face(message.author));
    const body = element('div', 'body');
    const who = element('div', 'who');
    who.append(element('b', '', message.author.name));
    if (message.author.bot) who.append(element('span', 'tag', 'APP'));
    const at = element('time', '', time.format(new Date(message.at)));
    at.dateTime = message.at;
    who.append(at);
    body.append(who, element('div', 'text'), element('div', 'reactions'));
    li.append(body, actions(message));
    fill(li, message);
    return li;
  };

  world.on('entered', () => {
    const channel = world.channels.get(world.current);
    const messages = [...world.messages.get(world.current)?.values() ?? []];
    document.getElementById('place-name').textContent =
      { text: '# ', thread: '↳ ', dm: '@ ' }[channel.kind] + channel.name;
    document.getElementById('place-hint').textContent = channel.kind === 'dm'
      ? `Only you and ${world.bot.name}; no mention needed.`
      : channel.listens ? `${world.bot.name} answers everything here.` : `Mention @${world.bot.name} or reply to it to get an answer.`;
    document.title = `${channel.name} · Rivulet playground`;
    list.replaceChildren(...messages.map((message, i) => made(message, messages[i - 1])));
    welcome.hidden = messages.length > 0;
    typing.textContent = '';
    scrollDown();
  });

  world.on('message', message => {
    const stick = atBottom();
    const there = document.getElementById(`m${message.id}`);
    if (there) {
      fill(there, message);
    } else {
      const all = [...world.messages.get(message.channel).values()];
      list.append(made(message, all[all.length - 2]));
      welcome.hidden = true;
      if (message.author.bot) typing.textContent = '';
    }
    if (stick) scrollDown(); else if (!there) toBottom.hidden = false;
  });

  world.on('deleted', message => document.getElementById(`m${message.id}`)?.remove());

  world.on('typing', ({ author }) => {
    typing.textContent = `${author} is typing …`;
    clearTimeout(typingUntil);
    typingUntil = setTimeout(() => { typing.textContent = ''; }, 9000);
  });

  const reveal = event => {
    if (event.target.classList?.contains('spoiler') && (event.type === 'click' || event.key === 'Enter')) {
      event.target.classList.add('shown');
    }
  };
  list.addEventListener('click', reveal);
  list.addEventListener('keydown', reveal);
}
