// The head of the open channel: what it is, the way back from a thread, and what can be done with it.
import { api } from './api.js';
import { askName } from './dialogs.js';

export function showPlace(world) {
  const name = document.getElementById('place-name');
  const hint = document.getElementById('place-hint');
  const back = document.getElementById('to-parent');
  const start = document.getElementById('new-thread');
  const rename = document.getElementById('rename-thread');
  const archive = document.getElementById('archive-thread');
  const here = () => world.channels.get(world.current);

  const attempt = async action => {
    try {
      const channel = await action();
      if (channel) {
        world.channels.set(channel.id, channel);
        world.tell('trouble', '');
        return channel;
      }
    } catch (error) {
      world.tell('trouble', `That didn’t work: ${error.message}`);
    }
    return null;
  };

  back.onclick = () => world.enter(here().parent);
  start.onclick = async () => {
    const parent = world.current;
    const title = await askName('New thread', 'Create');
    const thread = title && await attempt(() => api.open({ kind: 'thread', parent, person: world.person, name: title }));
    if (thread) world.enter(thread.id);
  };
  rename.onclick = async () => {
    const { id, name: now } = here();
    const title = await askName('Name of the thread', 'Rename', now);
    if (title && title !== now) attempt(() => api.change(id, { person: world.person, name: title }));
  };
  archive.onclick = () => attempt(() => api.change(here().id, { person: world.person, archived: !here().archived }));

  const show = () => {
    const channel = here();
    if (!channel) return;
    const thread = channel.kind === 'thread';
    const parent = world.channels.get(channel.parent);
    name.textContent = { text: '# ', thread: '↳ ', dm: '@ ' }[channel.kind] + channel.name;
    hint.textContent = channel.archived ? 'Archived; a message takes it out of the archive.'
      : channel.kind === 'dm' ? `Only you and ${world.bot.name}; no mention needed.`
        : channel.listens ? `${world.bot.name} answers everything here.`
          : `Mention @${world.bot.name} or reply to it to get an answer.`;
    document.title = `${channel.name} · Rivulet playground`;
    back.hidden = !thread;
    back.textContent = `‹ ${parent?.name ?? ''}`;
    back.setAttribute('aria-label', `Back to ${parent?.name ?? 'the channel'}`);
    start.hidden = channel.kind !== 'text';
    rename.hidden = archive.hidden = !thread || !(world.moderates() || channel.owner === world.person);
    rename.disabled = channel.archived;
    archive.textContent = channel.archived ? 'Unarchive' : 'Archive';
  };
  for (const what of ['entered', 'channels', 'person']) world.on(what, show);
}
