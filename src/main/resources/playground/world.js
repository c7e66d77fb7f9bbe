// What the page knows: people, channels, messages, budgets and traces. Parts of the page listen for what changed.
import { api } from './api.js';

export class World {
  #listeners = new Map();
  people = [];
  bot = { id: '', name: '' };
  channels = new Map();
  messages = new Map(); // channel id -> Map(message id -> message)
  unread = new Set();
  budgets = new Map(); // channel id + kind -> budget
  questions = new Map(); // request id -> steps
  current = null;
  person = null;
  replyTo = null;

  on(what, listener) {
    this.#listeners.set(what, [...(this.#listeners.get(what) ?? []), listener]);
  }

  tell(what, data) {
    for (const listener of this.#listeners.get(what) ?? []) listener(data);
  }

  async load(state) {
    this.people = state.people;
    this.bot = state.bot;
    this.channels = new Map(state.channels.map(channel => [channel.id, channel]));
    this.person ??= this.people[0]?.id;
    this.tell('people');
    this.tell('channels');
    const wanted = this.current ?? location.hash.slice(1);
    await this.enter(this.channels.has(wanted) ? wanted : state.channels[0]?.id);
  }

  async enter(channel) {
    if (!channel) return;
    this.current = channel;
    this.replyTo = null;
    this.unread.delete(channel);
    history.replaceState(null, '', `#${channel}`);
    const listed = await api.messages(channel).catch(error => {
      this.tell('trouble', `The messages can't be read: ${error.message}`);
      return [];
    });
    this.messages.set(channel, new Map(listed.map(message => [message.id, message])));
    if (this.current === channel) {
      this.tell('entered');
      this.tell('channels');
      this.tell('reply');
      this.tell('budget');
    }
  }

  reply(message) {
    this.replyTo = message;
    this.tell('reply');
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
    switch (type) {
      case 'message': {
        const known = this.messages.get(data.channel);
        const isNew = !known?.has(data.id);
        known?.set(data.id, data);
        if (data.channel === this.current) {
          this.tell('message', data);
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
      case 'budget':
        this.budgets.set(`${data.channel} ${data.kind}`, { ...data, heardAt: performance.now() });
        this.tell('budget');
        break;
      case 'trace': {
        const steps = this.questions.get(data.requestId) ?? [];
        steps.push(data);
        this.questions.set(data.requestId, steps);
        if (this.questions.size > 30) this.questions.delete(this.questions.keys().next().value);
        this.tell('question', data.requestId);
        break;
      }
    }
  }

  // Text as people write it: @names become Discord's mentions.
  asContent(text) {
    return [this.bot, ...this.people].reduce(
      (content, who) => content.replaceAll(`@${who.name}`, `<@${who.id}>`), text);
  }
}
