// One message in the list: what it says, with its files, its buttons, its thread, and what can be done with it.
import { element } from './element.js';
import { rows } from './components.js';
import { size } from './files.js';
import { morph } from './morph.js';

const colours = ['#c2410c', '#15803d', '#7e22ce', '#b91c1c', '#0e7490', '#a16207'];
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shownAsPicture = /^image\/(png|jpeg|gif|webp)$/;

const face = author => {
  const made = element('span', 'face', author.name.slice(0, 1).toUpperCase());
  made.setAttribute('aria-hidden', 'true');
  made.style.background = author.bot ? '#2f6fed' : colours[Number(BigInt(author.id) % BigInt(colours.length))];
  return made;
};

const file = ({ url, name, type, size: bytes }) => {
  if (shownAsPicture.test(type ?? '')) {
    const picture = element('img', 'picture');
    picture.src = url;
    picture.alt = name;
    return picture;
  }
  const card = element('a', 'file', name);
  card.href = url;
  card.target = '_blank';
  card.rel = 'noreferrer noopener';
  card.append(' ', element('span', 'quiet', size(bytes)));
  return card;
};

const note = (world, message) => {
  const verb = message.kind === 'renamed' ? 'named this thread' : 'started a thread:';
  const text = element('div', 'note');
  text.append(element('b', '', message.author.name), ` ${verb} `, element('b', '', message.content));
  return text;
};

// Brings a message's element to what the message is now.
export function fill(li, message, world) {
  const text = element('div');
  if (message.thinking) {
    text.append(element('span', 'thinking', `${world.bot.name} is thinking …`));
  } else if (message.kind !== 'text') {
    text.append(note(world, message));
  } else {
    text.innerHTML = message.html; // escaped and sanitised by the server
    text.append(...message.attachments.map(file));
    if (message.editedAt && !message.author.bot) text.append(element('span', 'edited', ' (edited)'));
  }
  morph(li.querySelector('.text'), text);

  const buttons = element('div');
  buttons.append(...rows(message.components));
  morph(li.querySelector('.components'), buttons);

  const below = element('div');
  below.append(...message.reactions.map(({ emoji, count }) => element('span', '', `${emoji} ${count}`)));
  const thread = world.channels.get(message.thread);
  if (message.thread) {
    const open = element('button', 'open-thread', `↳ ${thread?.name ?? 'Open the thread'}`);
    open.type = 'button';
    open.setAttribute('aria-label', `Open the thread ${thread?.name ?? ''}`);
    below.append(open);
  }
  if (message.visibleTo) {
    const alone = element('span', 'alone', 'Only you can see this · ');
    const dismiss = element('button', 'dismiss', 'Dismiss message');
    dismiss.type = 'button';
    alone.append(dismiss);
    below.append(alone);
  }
  morph(li.querySelector('.reactions'), below);
  li.classList.toggle('ephemeral', Boolean(message.visibleTo));
  li.classList.toggle('mentions', message.mentions.includes(world.person));
}

export function messageElement(message, follows, world, actions) {
  const li = element('li');
  li.id = `m${message.id}`;
  const article = element('article');
  article.tabIndex = -1;
  article.setAttribute('aria-labelledby', `w${message.id} t${message.id}`);
  li.classList.toggle('follows', Boolean(follows));
  li.classList.toggle('starter', message.starter);
  li.classList.toggle('noted', message.kind !== 'text');
  if (message.command) {
    const used = element('div', 'answers');
    used.append(`${message.command.person} used `, element('b', '', message.command.name));
    article.append(used);
  } else if (message.replyTo) {
    article.append(element('div', 'answers', `${message.replyTo.author}: ${message.replyTo.excerpt}`));
  }
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
  body.append(who, text, element('div', 'components'), element('div', 'reactions'));
  article.append(body);
  if (!message.starter && message.kind === 'text') article.append(actions(message));
  li.append(article);
  fill(li, message, world);
  return li;
}
