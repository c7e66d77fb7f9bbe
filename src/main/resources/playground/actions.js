// What can be done with a message: the buttons beside it, and its menu, with the commands that bots put there.
import { api } from './api.js';
import { confirm } from './dialogs.js';
import { element } from './element.js';
import { openMenu } from './menu.js';

const inMessageMenu = 3;

export function messageActions(world, list) {
  const known = id => world.messages.get(world.current)?.get(id);

  const attempt = async (what, action) => {
    try {
      await action();
    } catch (error) {
      world.tell('trouble', `${what}: ${error.message}`);
    }
  };

  const openThread = message => attempt('No thread could be started', async () => {
    const thread = await api.open({ kind: 'thread', parent: message.channel, message: message.id, person: world.person });
    world.channels.set(thread.id, thread);
    await world.enter(thread.id);
  });

  const remove = async message => {
    if (await confirm('Delete message?', message.content || 'It will be gone for everybody.', 'Delete')) {
      attempt('The message was not deleted', () => api.remove(message, world.person));
    }
  };

  const menuOf = async (message, x, y) => {
    const own = message.author.id === world.person;
    const items = [{ label: 'Reply', action: () => world.reply(message) }];
    if (world.channels.get(message.channel)?.kind === 'text' && !message.visibleTo) {
      items.push({ label: message.thread ? 'Open thread' : 'Create thread', action: () => openThread(message) });
    }
    if (own) items.push({ label: 'Edit', action: () => world.edit(message) });
    if (own || (world.moderates() && !message.visibleTo)) {
      items.push({ label: 'Delete', danger: true, action: () => remove(message) });
    }
    const commands = await api.commands(message.channel, world.person).catch(() => []);
    const apps = commands.filter(command => command.type === inMessageMenu);
    if (apps.length) {
      items.push({ group: 'Apps' }, ...apps.map(command => ({
        label: command.shownName,
        action: () => world.interact({ type: 'menu', message: message.id, name: command.name }),
      })));
    }
    openMenu('Message', items, x, y);
  };

  // Right click, and the menu key or Shift+F10 on a message in focus.
  list.addEventListener('contextmenu', event => {
    const li = event.target.closest('li[id^=m]');
    const message = li && known(li.id.slice(1));
    if (!message || message.kind !== 'text' || message.starter || !getSelection().isCollapsed || event.target.closest('a, img')) return;
    event.preventDefault();
    const box = li.getBoundingClientRect();
    const byKeyboard = event.clientX === 0 && event.clientY === 0;
    menuOf(message, byKeyboard ? box.left + 60 : event.clientX, byKeyboard ? box.top + 24 : event.clientY);
  });

  list.addEventListener('click', event => {
    const li = event.target.closest('li[id^=m]');
    const message = li && known(li.id.slice(1));
    if (!message) return;
    if (event.target.closest('.open-thread')) world.enter(message.thread);
    if (event.target.closest('.dismiss')) {
      attempt('The message is still there', () => api.remove(message, world.person));
    }
  });

  return message => {
    const made = element('div', 'actions');
    const add = (label, action, name) => {
      const button = element('button', '', label);
      button.type = 'button';
      if (name) button.setAttribute('aria-label', name);
      button.onclick = action;
      made.append(button);
    };
    const latest = () => world.messages.get(message.channel)?.get(message.id) ?? message;
    add('Reply', () => world.reply(latest()));
    if (world.channels.get(message.channel)?.kind === 'text' && !message.visibleTo) add('Thread', () => openThread(latest()));
    for (const [emoji, name] of [['👍', 'React with thumbs up'], ['👎', 'React with thumbs down']]) {
      add(emoji, () => attempt('The reaction failed', () => api.react(message.channel, message.id, world.person, emoji)), name);
    }
    add('⋯', event => {
      const box = event.currentTarget.getBoundingClientRect();
      menuOf(latest(), box.left, box.bottom);
    }, 'More');
    return made;
  };
}
