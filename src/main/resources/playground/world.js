// What the page knows: people, channels, messages, budgets and traces. Parts of the page listen for what changed.
import { api } from './api.js';

const questionsKept = 30;

export class World {
  #listeners = new Map();
  #held = null; // events that came while something was read, to be told after it
  #turn = 0;
  people = [];
  bot = { id: '', name: '' };
  answerers = [];
  channels = new Map();
  messages = new Map(); // channel id -> Map(message id -> message)
  unread = new Set();
  budgets = new Map(); // channel id + kind -> budget
  questions = new Map(); // request id -> steps
  current = null;
  person = null;
  replyTo = null;
  editing = null; // the own message whose text is in the message box
  locales = [];

  on(what, listener) {
    this.#listeners.set(what, [...(this.#listeners.get(what) ?? []), listener]);
  }

  tell(what, ...data) {
    for (const listener of this.#listeners.get(what) ?? []) listener(...data);
  }

  // Reads all of it, also after the connection was lost. The place that is open stays as it is, but for what is new.
  async load() {
    await this.#holding(async () => {
      const state = await api.state();
      this.people = state.people;
      this.bot = state.bot;
      this.locales = state.locales;
      this.answerers = state.answerers;
      this.channels = new Map(state.channels.map(channel => [channel.id, channel]));
      this.questions = new Map(state.questions.map(steps => [steps[0].requestId, steps]));
      this.budgets.clear();
      state.budgets.forEach(budget => this.#budget(budget));
      if (!this.people.some(person => person.id === this.person)) this.person = this.people[0]?.id;
      this.tell('people');
      this.tell('questions');
      this.tell('loaded');
      const wanted = this.current ?? location.hash.slice(1);
      await this.enter(this.channels.has(wanted) ? wanted : state.channels[0]?.id);
    });
  }

  async enter(channel) {
    if (!channel) return;
    const turn = ++this.#turn;
    await this.#holding(async () => {
      const listed = await api.messages(channel);
      if (turn !== this.#turn) return; // went on to another place meanwhile
      const stayed = this.current === channel;
      this.messages.set(channel, new Map(listed.map(message => [message.id, message])));
      this.current = channel;
      this.unread.delete(channel);
      history.replaceState(null, '', `#${channel}`);
      if (!stayed) this.replyTo = this.editing = null;
      this.tell(stayed ? 'refreshed' : 'entered');
      this.tell('channels');
      this.tell('reply');
      this.tell('budget');
    }).catch(error => this.tell('trouble', `The messages can't be read: ${error.message}`));
  }

  async #holding(action) {
    const outermost = this.#held === null;
    this.#held ??= [];
    try {
      await action();
    } finally {
      if (outermost) {
        const held = this.#held;
        this.#held = null;
        held.forEach(([type, data]) => this.happened(type, data));
      }
    }
  }

  reply(message) {
    this.replyTo = message;
    this.editing = null;
    this.tell('reply');
  }

  edit(message) {
    this.editing = message;
    this.replyTo = null;
    this.tell('reply');
  }

  // What was said in the open channel, but for what only others see.
  shown() {
    return [...this.messages.get(this.current)?.values() ?? []].filter(message => this.isShown(message));
  }

  isShown(message) {
    return !message.visibleTo || message.visibleTo === this.person;
  }

  me() {
    return this.people.find(who => who.id === this.person);
  }

  // Whether the person may delete others' messages and change others' threads.
  moderates() {
    return Boolean(this.me()?.role);
  }

  // Acts on the bot as the chosen person; gives the outcome, or null when there is none, which is said.
  async interact(interaction) {
    try {
      const outcome = await api.interact({ person: this.person, channel: this.current, ...interaction });
      if (outcome.state === 'failed' && interaction.type !== 'autocomplete') {
        this.tell('trouble', `${this.bot.name} did not respond.`);
        return null;
      }
      if (interaction.type !== 'autocomplete') this.tell('trouble', '');
      if (outcome.modal) this.tell('modal', outcome);
      return outcome;
    } catch (error) {
      this.tell('trouble', `That didn’t work: ${error.message}`);
      return null;
    }
  }

  // The channels in the order in which they are listed.
  listed() {
    const all = [...this.channels.values()];
    const threads = parent => all.filter(channel => channel.kind === 'thread' && channel.parent === parent.id);
    return {
      server: all.filter(channel => channel.kind === 'text').flatMap(channel => [channel, ...threads(channel)]),
      direct: all.filter(channel => channel.kind === 'dm' && channel.person === this.person),
    };
  }

  happened(type, data) {
    if (this.#held) {
      this.#held.push([type, data]);
      return;
    }
    switch (type) {
      case 'message': {
        const known = this.messages.get(data.channel);
        const isNew = known ? !known.has(data.id) : !data.editedAt;
        known?.set(data.id, data);
        if (!this.isShown(data)) break;
        if (data.channel === this.current) {
          this.tell('message', data, isNew);
        } else if (isNew && !this.unread.has(data.channel)) {
          this.unread.add(data.channel);
          this.tell('channels');
        }
        break;
      }
      case 'deleted':
        this.messages.get(data.channel)?.delete(data.id);
        if (data.channel === this.current) this.tell('deleted', data);
        break;
      case 'typing':
        if (data.channel === this.current) this.tell('typing', data);
        break;
      case 'channel':
        this.channels.set(data.id, data);
        this.tell('channels');
        break;
      case 'gone':
        this.channels.delete(data.id);
        if (data.id === this.current) this.enter(this.channels.keys().next().value);
        else this.tell('channels');
        break;
      case 'budget':
        this.#budget(data);
        this.tell('budget');
        break;
      case 'trace': {
        const steps = this.questions.get(data.requestId) ?? [];
        if (data.n < steps.length) break; // known since the page read the whole state
        steps.push(data);
        this.questions.set(data.requestId, steps);
        if (this.questions.size > questionsKept) this.questions.delete(this.questions.keys().next().value);
        this.tell('question', steps);
        break;
      }
    }
  }

  #budget(budget) {
    this.budgets.set(`${budget.channel} ${budget.kind}`, { ...budget, heardAt: performance.now() });
  }

  // A message's source as people would write it: mentions become @names.
  asText(content) {
    return content.replaceAll(/<@!?(\d+)>/g, (mention, id) => {
      const who = [this.bot, ...this.people].find(each => each.id === id);
      return who ? `@${who.name}` : mention;
    });
  }

  // Text as people write it: @names become Discord's mentions.
  asContent(text) {
    return [this.bot, ...this.people].reduce(
      (content, who) => content.replaceAll(`@${who.name}`, `<@${who.id}>`), text);
  }
}
