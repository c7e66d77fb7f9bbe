// The message box: sends as the chosen person, with a reply and a picture if wanted.
import { api } from './api.js';
import { element } from './element.js';

const suggestions = ['What can you do?', 'How do I connect you to a real Discord?', 'How do I make you answer with Ollama?'];

export function startComposer(world) {
  const form = document.getElementById('composer');
  const text = document.getElementById('composer-text');
  const mention = document.getElementById('mention');
  const replying = document.getElementById('replying');
  const attached = document.getElementById('attached');
  const file = document.getElementById('file');
  let picture = null;

  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight}px`;
  };
  const needsMention = () => {
    const channel = world.channels.get(world.current);
    return channel && channel.kind !== 'dm' && !channel.listens;
  };
  const attach = chosen => {
    picture = chosen;
    attached.hidden = !chosen;
    attached.querySelector('span').textContent = chosen ? `With the picture ${chosen.name}` : '';
    file.value = '';
  };

  const say = async content => {
    const message = {
      channel: world.current,
      person: world.person,
      content: world.asContent(content),
      replyTo: world.replyTo?.id,
      images: picture ? [picture] : [],
    };
    try {
      await api.say(message);
      world.tell('trouble', '');
      world.reply(null);
      attach(null);
      return true;
    } catch (error) {
      world.tell('trouble', `The message was not sent: ${error.message}`);
      return false;
    }
  };

  form.onsubmit = async event => {
    event.preventDefault();
    const content = text.value.trim();
    if (!content && !picture) return;
    text.value = '';
    grow();
    if (!await say(content)) {
      text.value = content;
      grow();
    }
    text.focus();
  };

  text.oninput = grow;
  text.onkeydown = event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape') {
      world.reply(null);
    } else if (event.key === 'ArrowUp' && !event.altKey && text.value === '') {
      event.preventDefault();
      document.querySelector('#messages article[tabindex="0"]')?.focus();
    }
  };

  mention.onclick = () => {
    text.value = `@${world.bot.name} ${text.value}`;
    grow();
    text.focus();
  };

  world.on('reply', () => {
    replying.hidden = !world.replyTo;
    if (world.replyTo) {
      replying.querySelector('b').textContent = world.replyTo.author.name;
      text.focus();
    }
  });
  replying.querySelector('button').onclick = () => {
    world.reply(null);
    text.focus();
  };

  attached.querySelector('button').onclick = () => {
    attach(null);
    text.focus();
  };
  document.getElementById('attach').onclick = () => file.click();
  file.onchange = () => {
    const chosen = file.files[0];
    if (!chosen) return;
    if (chosen.size > 4 << 20) {
      world.tell('trouble', 'Pictures may have up to 4 MB.');
      return;
    }
    const reader = new FileReader();
    reader.onload = () => attach({ name: chosen.name, mediaType: chosen.type, data: reader.result.split(',')[1] });
    reader.readAsDataURL(chosen);
  };

  const suggest = question => {
    const li = element('li');
    const button = element('button', '', question);
    button.type = 'button';
    button.onclick = () => {
      say(needsMention() ? `@${world.bot.name} ${question}` : question);
      text.focus();
    };
    li.append(button);
    return li;
  };

  world.on('entered', () => {
    const channel = world.channels.get(world.current);
    text.placeholder = `Message ${channel.kind === 'text' ? '#' : ''}${channel.name}`;
    mention.textContent = `@${world.bot.name}`;
    mention.hidden = !needsMention();
    grow();
    document.getElementById('welcome-text').textContent = channel.kind === 'thread'
      ? `A thread of its own: ${world.bot.name} reads all of it before it answers. Go on with a question:`
      : `This Discord is simulated and on your machine only, but ${world.bot.name} is the real thing: the same client, the same rate `
        + 'limits, the same edits. Write as anybody, and watch an answer’s way in the inspector. Ask something to start with:';
    document.getElementById('suggestions').replaceChildren(...suggestions.map(suggest));
    if (matchMedia('(pointer: fine)').matches) text.focus();
  });

  const toggle = document.getElementById('toggle-inspector');
  const narrow = matchMedia('(max-width: 70rem)');
  const showInspector = shown => {
    document.body.classList.toggle('no-inspector', !shown);
    toggle.setAttribute('aria-expanded', shown);
  };
  toggle.onclick = () => showInspector(document.body.classList.contains('no-inspector'));
  narrow.onchange = () => showInspector(!narrow.matches);
  showInspector(!narrow.matches);
  document.getElementById('inspector').addEventListener('keydown', event => {
    if (event.key === 'Escape' && narrow.matches) {
      showInspector(false);
      toggle.focus();
    }
  });
}
