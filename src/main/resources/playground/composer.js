// The message box: sends as the chosen person, as a reply and with files if wanted; changes what was sent; or uses a command.
import { api } from './api.js';
import { startCommands } from './commands.js';
import { startFiles } from './files.js';
import { element } from './element.js';

const suggestions = ['What can you do?', 'How do I connect you to a real Discord?', 'How do I make you answer with Ollama?'];

export function startComposer(world) {
  const form = document.getElementById('composer');
  const text = document.getElementById('composer-text');
  const mention = document.getElementById('mention');
  const replying = document.getElementById('replying');
  const editing = document.getElementById('editing');
  let commands = null;
  let commanding = false;

  const grow = () => {
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight}px`;
  };
  const needsMention = () => {
    const channel = world.channels.get(world.current);
    return channel && channel.kind !== 'dm' && !channel.listens;
  };
  const files = startFiles(world, () => text.focus());

  const say = async content => {
    try {
      if (world.editing) {
        await api.edit(world.editing, world.person, world.asContent(content));
        world.edit(null);
      } else {
        await api.say({
          channel: world.current,
          person: world.person,
          content: world.asContent(content),
          replyTo: world.replyTo?.id,
          files: await files.read(),
        });
        files.clear();
      }
      world.tell('trouble', '');
      world.reply(null);
      return true;
    } catch (error) {
      world.tell('trouble', `The message was not sent: ${error.message}`);
      return false;
    }
  };

  form.onsubmit = async event => {
    event.preventDefault();
    if (commanding) {
      commands.send();
      return;
    }
    const content = text.value.trim();
    if (!content && !files.any) return;
    text.value = '';
    grow();
    if (!world.editing && await commands.take(content)) return;
    // At once: when the answer comes, the person may have gone on to a message.
    text.focus();
    if (!await say(content)) {
      text.value = content;
      grow();
    }
  };

  text.oninput = grow;
  text.onkeydown = event => {
    if (event.defaultPrevented) return; // it was for the list of commands
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === 'Escape') {
      leaveEditing();
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

  const leaveEditing = () => {
    if (!world.editing) return;
    world.edit(null);
    text.value = '';
    grow();
    text.focus();
  };
  editing.querySelector('button').onclick = leaveEditing;

  world.on('reply', () => {
    editing.hidden = !world.editing;
    if (world.editing) {
      text.value = world.asText(world.editing.content);
      grow();
      text.focus();
    }
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

  startCommands(world, {
    commanding(on) {
      commanding = on;
      for (const part of [text, mention, document.getElementById('attach')]) part.classList.toggle('away', on);
      grow();
    },
    hasCommands(started) {
      commands = started;
    },
  });

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

  const name = () => {
    const channel = world.channels.get(world.current);
    if (channel) text.placeholder = `Message ${channel.kind === 'text' ? '#' : ''}${channel.name}`;
  };
  world.on('channels', name);

  world.on('entered', () => {
    const channel = world.channels.get(world.current);
    name();
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
