// Slash commands in the message box: a "/" lists them, and the chosen one asks for its options, with the bot's own proposals.
import { api } from './api.js';
import { element } from './element.js';
import { readFile } from './files.js';
import { Listbox } from './listbox.js';

const slash = 1;
const types = { subCommand: 1, group: 2, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, number: 10, file: 11 };
const pauseMs = 120; // in typing, before proposals are asked for

// Sub-commands stand for themselves: "settings language".
const leaves = (command, path = []) => {
  const here = [...path, command];
  const steps = command.options.filter(option => option.type === types.subCommand || option.type === types.group);
  return command.type !== slash && path.length === 0 ? []
    : steps.length ? steps.flatMap(step => leaves(step, here))
      : [{
        name: here.map(step => step.name).join(' '),
        title: `/${here.map(step => step.shownName).join(' ')}`,
        detail: command.description,
        options: command.options,
      }];
};

export function startCommands(world, composer) {
  const text = document.getElementById('composer-text');
  const row = document.getElementById('composer-row');
  const panel = document.getElementById('command');
  const list = new Listbox('commands', 'Commands', text, row, command => {
    // What was typed in full and asks for nothing is meant.
    if (text.value.slice(1).trimEnd() === command.name) use(command);
    else begin(command);
  });
  let known = [];
  let chosen = null; // the command whose options are being filled in
  let fields = []; // [option, its field]
  let boxes = [];

  const load = async () => {
    const [channel, person] = [world.current, world.person];
    try {
      const listed = await api.commands(channel, person);
      if (channel === world.current && person === world.person) known = listed.flatMap(command => leaves(command));
    } catch (error) {
      world.tell('trouble', `The commands can't be read: ${error.message}`);
    }
  };

  // The command that is typed in full, and what was typed after it.
  const typedOut = typed => known
    .filter(command => typed === `/${command.name}` || typed.startsWith(`/${command.name} `))
    .sort((one, other) => other.name.length - one.name.length)
    .map(command => ({ command, rest: typed.slice(command.name.length + 2) }))[0];

  const matching = typed => {
    const wanted = typed.slice(1).trimEnd();
    return known.filter(({ name, title }) => name.includes(wanted) || title.includes(wanted));
  };

  const propose = typed => {
    const whole = typedOut(typed);
    if (whole && typed.length > whole.command.name.length + 1) {
      list.close();
      begin(whole.command, whole.rest);
      return;
    }
    list.show(matching(typed));
    world.tell('say', list.isOpen ? `${list.count} commands. The arrow keys choose, Enter takes one.` : 'No such command.');
  };

  text.addEventListener('input', async () => {
    const typed = text.value;
    if (!typed.startsWith('/') || typed.includes('\n')) {
      list.close();
      return;
    }
    const proposed = known.length > 0;
    if (proposed) propose(typed);
    if (typed === '/' || !proposed) {
      await load(); // the bot may have others by now
      if (text.value !== typed || chosen) return;
      if (proposed) list.renew(matching(typed));
      else propose(typed);
    }
  });
  // Before the composer's own keys.
  text.addEventListener('keydown', event => list.key(event), true);
  text.addEventListener('blur', () => list.close());

  const end = () => {
    boxes.forEach(box => box.remove());
    boxes = [];
    fields = [];
    chosen = null;
    panel.hidden = true;
    panel.replaceChildren();
    composer.commanding(false);
  };

  const values = async () => {
    const options = {};
    const files = {};
    for (const [option, field] of fields) {
      if (option.type === types.file) {
        if (field.files[0]) files[option.name] = await readFile(field.files[0]);
      } else if (field.value !== '') {
        options[option.name] = field.dataset.value ?? field.value;
      }
    }
    return { options, files };
  };

  const send = async () => {
    const missing = fields.find(([option, field]) => !field.checkValidity() || (option.required && field.value.trim() === ''));
    if (missing) {
      missing[1].focus();
      missing[1].reportValidity();
      return;
    }
    const { name } = chosen;
    const given = await values();
    end();
    text.focus();
    world.interact({ type: 'command', name, ...given });
  };

  const proposing = (option, field) => {
    let timer;
    let turn = 0;
    // Proposals that are still on their way come too late.
    const forget = () => {
      turn++;
      clearTimeout(timer);
    };
    const box = new Listbox(`proposals-${option.name}`, `Values for ${option.shownName}`, field, row, item => {
      forget();
      field.value = item.title;
      field.dataset.value = item.value;
    });
    boxes.push(box);
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-expanded', 'false');
    const ask = async () => {
      const mine = ++turn;
      const { options } = await values();
      delete options[option.name];
      if (!chosen) return;
      const outcome = await world.interact({ type: 'autocomplete', name: chosen.name, option: option.name, typed: field.value, options });
      if (mine !== turn || document.activeElement !== field) return; // something newer was typed
      box.show((outcome?.choices ?? []).map(({ name, value }) => ({ title: name, value })));
    };
    field.addEventListener('input', () => {
      delete field.dataset.value;
      clearTimeout(timer);
      timer = setTimeout(ask, pauseMs);
    });
    field.addEventListener('focus', ask);
    field.addEventListener('blur', () => {
      forget();
      box.close();
    });
    field.addEventListener('keydown', event => {
      if (event.key === 'Escape' || event.key === 'Enter') forget();
      box.key(event);
    });
  };

  const choices = option => {
    if (option.choices.length) return option.choices.map(({ name, value }) => [name, value]);
    switch (option.type) {
      case types.boolean: return [['yes', true], ['no', false]];
      case types.user: return [...world.people, world.bot].map(who => [who.name, who.id]);
      case types.channel: return [...world.channels.values()].filter(channel => channel.kind !== 'dm').map(channel => [channel.name, channel.id]);
      default: return null;
    }
  };

  const fieldOf = option => {
    const offered = choices(option);
    const field = element(offered ? 'select' : 'input');
    if (offered) {
      field.append(new Option('', ''), ...offered.map(([name, value]) => new Option(name, value)));
    } else if (option.type === types.file) {
      field.type = 'file';
    } else {
      field.type = 'text';
      field.autocomplete = 'off';
      if (option.type === types.integer) field.inputMode = 'numeric';
      if (option.type === types.number) field.inputMode = 'decimal';
    }
    field.required = option.required;
    return field;
  };

  function use(command, rest = '') {
    if (command.options.length) {
      begin(command, rest);
    } else {
      text.value = '';
      world.interact({ type: 'command', name: command.name, options: {}, files: {} });
    }
  }

  function begin(command, rest = '') {
    chosen = command;
    text.value = '';
    composer.commanding(true);
    const title = element('b', '', command.title);
    title.id = 'command-title';
    panel.setAttribute('role', 'group');
    panel.setAttribute('aria-labelledby', title.id);
    panel.replaceChildren(title);
    panel.hidden = false;
    fields = command.options.map(option => [option, fieldOf(option)]);
    for (const [option, field] of fields) {
      const label = element('label', option.required ? '' : 'optional');
      label.title = option.description;
      label.append(element('span', '', option.shownName), field);
      panel.append(label);
      if (option.autocomplete) proposing(option, field);
    }
    const leave = element('button', '', '✕');
    leave.type = 'button';
    leave.setAttribute('aria-label', 'Leave the command');
    leave.onclick = () => {
      end();
      text.focus();
    };
    panel.append(leave);
    const first = fields[0]?.[1] ?? document.getElementById('send');
    if (first.type === 'text') first.value = rest;
    first.focus();
    world.tell('say', `${command.title}: ${command.detail}`);
  }

  document.getElementById('composer').addEventListener('keydown', event => {
    if (event.defaultPrevented || !chosen) return;
    if (event.key === 'Escape' || (event.key === 'Backspace' && event.target.value === '' && event.target === fields[0]?.[1])) {
      event.preventDefault();
      end();
      text.focus();
    } else if (event.key === 'Enter' && event.target.matches('input, select') && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  composer.hasCommands({
    send,
    // Takes what was typed and sent for a command, if it is one; whoever types fast needs no list.
    async take(typed) {
      if (!typed.startsWith('/')) return false;
      if (known.length === 0) await load();
      const whole = typedOut(typed);
      if (!whole) return false;
      const { command, rest } = whole;
      list.close();
      use(command, rest);
      return true;
    },
  });
  for (const what of ['entered', 'person']) {
    world.on(what, () => {
      known = [];
      if (chosen) end();
      load();
    });
  }
}
