// The list of channels, threads and direct messages, and who one chats as.
import { api } from './api.js';
import { element } from './element.js';

export function showChannels(world) {
  const list = document.getElementById('channels');
  const person = document.getElementById('person');
  const dialog = document.getElementById('new-channel');
  const newName = document.getElementById('new-channel-name');

  const item = channel => {
    const unread = world.unread.has(channel.id);
    const li = element('li', `${channel.kind}${unread ? ' unread' : ''}`);
    const button = element('button', '', { text: '# ', thread: '↳ ', dm: '@ ' }[channel.kind] + channel.name);
    button.type = 'button';
    button.dataset.channel = channel.id;
    button.title = channel.name;
    if (channel.kind === 'thread') button.setAttribute('aria-label', `Thread ${channel.name}${unread ? ', unread' : ''}`);
    else if (unread) button.setAttribute('aria-label', `${channel.name}, unread`);
    if (channel.id === world.current) button.setAttribute('aria-current', 'page');
    button.onclick = () => world.enter(channel.id);
    li.append(button);
    return li;
  };

  const group = (title, channels, add) => {
    const heading = element('h2', '', title);
    if (add) {
      const button = element('button', '', '+');
      button.type = 'button';
      button.dataset.channel = add.label; // finds the focus again
      button.setAttribute('aria-label', add.label);
      button.title = add.label;
      button.onclick = add.action;
      heading.append(button);
    }
    const ul = element('ul');
    ul.append(...channels.map(item));
    return [heading, ul];
  };

  const open = async wanted => {
    try {
      const channel = await api.open(wanted);
      world.channels.set(channel.id, channel);
      await world.enter(channel.id);
    } catch (error) {
      world.tell('trouble', `That didn’t work: ${error.message}`);
    }
  };

  dialog.onclose = () => {
    const name = newName.value.trim();
    if (dialog.returnValue && name) open({ kind: 'text', name });
  };

  const render = () => {
    const focused = document.activeElement?.dataset?.channel;
    const { server, direct } = world.listed();
    list.replaceChildren(
      ...group('Channels', server, {
        label: 'New channel',
        action: () => {
          newName.value = '';
          dialog.returnValue = '';
          dialog.showModal();
        },
      }),
      ...group('Direct messages', direct, direct.length ? null : {
        label: `Write to ${world.bot.name} directly`,
        action: () => open({ kind: 'dm', person: world.person }),
      }),
    );
    if (focused) list.querySelector(`[data-channel="${focused}"]`)?.focus();
    list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  world.on('channels', render);

  world.on('people', () => {
    person.replaceChildren(...world.people.map(who => new Option(who.name, who.id, false, who.id === world.person)));
  });
  person.onchange = () => {
    world.person = person.value;
    const current = world.channels.get(world.current);
    if (current?.kind === 'dm' && current.person !== world.person) {
      open({ kind: 'dm', person: world.person });
    } else {
      render();
      world.tell('refreshed');
    }
  };

  document.addEventListener('keydown', event => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const { server, direct } = world.listed();
      const all = [...server, ...direct];
      const at = all.findIndex(channel => channel.id === world.current);
      const next = all[(at + (event.key === 'ArrowDown' ? 1 : all.length - 1)) % all.length];
      if (next) world.enter(next.id);
    }
  });
}
