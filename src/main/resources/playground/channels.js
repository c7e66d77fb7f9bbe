// The list of channels, threads and direct messages, and who one chats as.
import { api } from './api.js';
import { askName } from './dialogs.js';
import { element } from './element.js';

export function showChannels(world) {
  const list = document.getElementById('channels');
  const person = document.getElementById('person');
  const locale = document.getElementById('locale');

  const item = channel => {
    const unread = world.unread.has(channel.id);
    const li = element('li', `${channel.kind}${unread ? ' unread' : ''}${channel.archived ? ' archived' : ''}`);
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

  const render = () => {
    const focused = document.activeElement?.dataset?.channel;
    const { server, direct } = world.listed();
    list.replaceChildren(
      ...group('Channels', server, {
        label: 'New channel',
        action: async () => {
          const name = await askName('New channel', 'Create');
          if (name) open({ kind: 'text', name });
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

  // A language in its own words, and its code for those that are spoken in several places.
  const language = code => {
    const own = new Intl.DisplayNames([code], { type: 'language' }).of(code);
    return own.charAt(0).toLocaleUpperCase(code) + own.slice(1);
  };

  world.on('people', () => {
    person.replaceChildren(...world.people.map(who =>
      new Option(who.role ? `${who.name} · ${who.role}` : who.name, who.id, false, who.id === world.person)));
    if (locale.options.length === 0) locale.replaceChildren(...world.locales.map(code => new Option(language(code), code)));
    locale.value = world.me()?.locale;
  });
  locale.onchange = async () => {
    try {
      Object.assign(world.me(), await api.speak(world.person, locale.value));
    } catch (error) {
      world.tell('trouble', `That didn’t work: ${error.message}`);
    }
    world.tell('person');
  };
  person.onchange = () => {
    world.person = person.value;
    locale.value = world.me().locale;
    world.tell('person');
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
