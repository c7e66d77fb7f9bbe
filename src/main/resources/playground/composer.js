// The message box: sends as the chosen person, with a reply and a picture if wanted.
import { api } from './api.js';

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
    attached.textContent = chosen ? `With the picture ${chosen.name}` : '';
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

  world.on('entered', () => {
    const channel = world.channels.get(world.current);
    text.placeholder = `Message ${channel.kind === 'text' ? '#' : ''}${channel.name}`;
    mention.textContent = `@${world.bot.name}`;
    mention.hidden = !needsMention();
    document.getElementById('suggestions').replaceChildren(...suggestions.map(question => {
      const li = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = question;
      button.onclick = () => {
        say(needsMention() ? `@${world.bot.name} ${question}` : question);
        text.focus();
      };
      li.append(button);
      return li;
    }));
    if (matchMedia('(pointer: fine)').matches) text.focus();
  });

  const button = document.getElementById('toggle-inspector');
  button.onclick = () => {
    const shown = !document.body.classList.toggle('no-inspector');
    button.setAttribute('aria-expanded', shown);
  };
  if (matchMedia('(max-width: 70rem)').matches) button.click();
}
