// One question in the inspector. Its elements stay and only grow, so that focus and what is folded stay too.
import { element } from './element.js';

const words = {
  asked: 'asked', placeholder: 'placeholder stands', queued: 'waits in line', routed: 'backend chosen', accepted: 'accepted',
  first_event: 'first event', first_text: 'first text', failover: 'another backend',
  sent: 'sent across', prelude: 'the far answer begins', first_delta: 'first text across', edit: 'edit', sealed: 'message full, next one',
  ended: 'backend ended', done: 'done: final text visible',
};
const milliseconds = ms => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(2)} s`);
const counted = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;

const details = {
  queued: step => [`place ${step.place}`],
  routed: step => [step.backend],
  sent: step => [`${step.bytes} bytes`],
  prelude: step => [`status ${step.status}`],
  failover: step => [`${step.backend}, since the other was ${step.kind}`],
  edit: step => [`${step.characters} chars`, step.coalesced ? `${step.coalesced} coalesced` : '',
    step.limit === undefined ? '' : `${step.remaining} of ${step.limit} left`],
  ended: step => [step.outcome, counted(step.deltas ?? 0, 'delta')],
  done: step => [counted(step.messages, 'message')],
};

export class Question {
  #channelName;
  #shown = 0; // steps in the list
  #title = element('b');
  #where = element('span');
  #outcome = element('span');
  #way = element('div', 'way');
  #list = element('ol', 'steps');
  #sum = element('p', 'quiet');
  #start = 0;
  box = element('details', 'question');

  constructor(channelName) {
    this.#channelName = channelName;
    const summary = element('summary');
    summary.append(this.#title, this.#where, this.#outcome);
    this.#way.setAttribute('role', 'img');
    this.box.open = true;
    this.box.append(summary, this.#way, this.#sum, this.#list);
  }

  // A newer one came. One that is being read stays open.
  fold() {
    if (!this.box.contains(document.activeElement)) this.box.open = false;
  }

  update(steps) {
    this.#start = steps[0].atMs;
    for (const step of steps.slice(this.#shown)) this.#list.append(this.#item(step));
    this.#shown = steps.length;

    const last = stage => steps.findLast(step => step.stage === stage);
    const at = stage => steps.find(step => step.stage === stage)?.atMs;
    const edits = steps.filter(step => step.stage === 'edit');
    const coalesced = edits.reduce((sum, step) => sum + (step.coalesced ?? 0), 0);
    const end = steps[steps.length - 1].atMs;
    const ended = last('ended');
    const place = this.#channelName(steps.find(step => step.channelId)?.channelId);

    this.#title.textContent = (last('failover') ?? last('routed'))?.backend ?? 'question';
    this.#where.textContent = `${place ? ` in ${place}` : ''} · ${new Date(this.#start).toLocaleTimeString()} · `;
    this.#outcome.className = !ended ? '' : ended.outcome === 'completed' ? 'good' : 'bad';
    this.#outcome.textContent = last('done') && ended ? `${ended.outcome} after ${milliseconds(end - this.#start)}` : 'going on';
    this.#sum.textContent = `${counted(edits.length, 'edit')}; ${counted(coalesced, 'newer text')} coalesced into them`;
    this.#draw(at, end, edits);
  }

  #item(step) {
    const li = element('li');
    li.append(element('span', 'at', `+${milliseconds(Math.max(0, step.atMs - this.#start))} `),
      element('span', 'step', words[step.stage] ?? step.stage));
    const more = (details[step.stage]?.(step) ?? []).filter(Boolean).join(' · ');
    if (more) li.append(' ', element('span', 'more', more));
    return li;
  }

  #draw(at, end, edits) {
    const span = Math.max(1, end - this.#start);
    const parts = [];
    const bar = (kind, from, to) => {
      if (from === undefined || to === undefined || to < from) return;
      const part = element('i', kind);
      part.style.left = `${(from - this.#start) / span * 100}%`;
      if (kind !== 'tick') part.style.width = `${(to - from) / span * 100}%`;
      parts.push(part);
    };
    const life = at('first_event') ?? end;
    bar('wait', this.#start, life);
    bar('think', life, at('first_text') ?? end);
    bar('write', at('first_text'), at('ended') ?? end);
    edits.forEach(edit => bar('tick', edit.atMs, edit.atMs));
    this.#way.replaceChildren(...parts);
    const first = at('first_text');
    this.#way.setAttribute('aria-label',
      `${first ? `first text after ${milliseconds(first - this.#start)}` : 'no text yet'}, ${counted(edits.length, 'edit')}`);
  }
}
