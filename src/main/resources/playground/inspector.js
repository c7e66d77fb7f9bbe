// The way of each question through the verticles, and what is left of the channel's rate limits.
const words = {
  asked: 'asked', placeholder: 'placeholder stands', queued: 'waits in line', routed: 'backend chosen', accepted: 'accepted',
  first_event: 'first sign of life', first_text: 'first text', failover: 'failover', edit: 'message written', sealed: 'page sealed',
  ended: 'backend ended', done: 'final text visible',
};
const hiddenDetails = new Set(['requestId', 'stage', 'atMs', 'channelId', 'messageId', 'limit', 'resetAfterMs']);
const milliseconds = ms => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(2)} s`);
const spaced = name => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

export function showInspector(world) {
  const questions = document.getElementById('questions');
  const budget = document.getElementById('budget');

  const draw = requestId => {
    const steps = world.questions.get(requestId);
    const at = stage => steps.find(step => step.stage === stage)?.atMs;
    const start = steps[0].atMs;
    const end = steps[steps.length - 1].atMs;
    const span = Math.max(1, end - start);
    const routed = steps.findLast(step => step.stage === 'routed' || step.stage === 'failover');
    const ended = steps.findLast(step => step.stage === 'ended');
    const edits = steps.filter(step => step.stage === 'edit');
    const coalesced = edits.reduce((sum, step) => sum + (step.coalesced ?? 0), 0);

    const box = element('details', 'question');
    box.id = `q${requestId}`;
    box.open = document.getElementById(box.id)?.open ?? true;
    const summary = element('summary');
    summary.append(element('b', '', routed?.backend ?? 'question'), ` · ${new Date(start).toLocaleTimeString()} · `);
    const outcome = ended?.outcome;
    summary.append(ended
      ? element('span', outcome === 'completed' ? 'good' : 'bad', `${outcome} after ${milliseconds(end - start)}`)
      : element('span', '', 'going on'));
    box.append(summary);

    const way = element('div', 'way');
    way.setAttribute('role', 'img');
    way.setAttribute('aria-label', `first text after ${at('first_text') ? milliseconds(at('first_text') - start) : 'nothing yet'}, ${edits.length} writes`);
    const bar = (kind, from, to) => {
      if (from === undefined || to === undefined || to < from) return;
      const part = element('i', kind);
      part.style.left = `${(from - start) / span * 100}%`;
      if (kind !== 'tick') part.style.width = `${(to - from) / span * 100}%`;
      way.append(part);
    };
    const life = at('first_event') ?? end;
    const text = at('first_text') ?? end;
    bar('wait', start, life);
    bar('think', life, text);
    bar('write', at('first_text'), at('ended') ?? end);
    edits.forEach(edit => bar('tick', edit.atMs, edit.atMs));
    box.append(way);

    const legend = element('p', 'legend');
    for (const [kind, word] of [['wait', 'waiting'], ['think', 'thinking'], ['write', 'writing'], ['tick', 'message written']]) {
      const item = element('span');
      const colour = element('i', kind);
      item.append(colour, word);
      legend.append(item);
    }
    legend.classList.add('way-legend');
    box.append(legend);

    const list = element('ol', 'steps');
    for (const step of steps) {
      const li = element('li');
      const details = Object.entries(step).filter(([key]) => !hiddenDetails.has(key))
        .map(([key, value]) => (key.endsWith('Ms') ? `${spaced(key.slice(0, -2))} ${milliseconds(value)}` : `${spaced(key)} ${value}`));
      li.append(element('span', 'at', `+${milliseconds(step.atMs - start)}`), element('span', '', words[step.stage] ?? step.stage),
        element('span', 'more', details.join(', ')));
      list.append(li);
    }
    box.append(list, element('p', 'quiet', `${edits.length} writes, ${coalesced} newer texts coalesced`));
    return box;
  };

  const waiting = new Set();
  world.on('question', requestId => {
    if (waiting.size === 0) {
      requestAnimationFrame(() => {
        for (const id of waiting) {
          const drawn = draw(id);
          const there = document.getElementById(drawn.id);
          if (there) there.replaceWith(drawn); else questions.prepend(drawn);
        }
        waiting.clear();
        questions.querySelector(':scope > .quiet')?.remove();
        while (questions.children.length > 30) questions.lastChild.remove();
      });
    }
    waiting.add(requestId);
  });

  const gauge = () => {
    const rows = ['create', 'edit'].map(kind => world.budgets.get(`${world.current} ${kind}`)).filter(Boolean).map(bucket => {
      const leftMs = Math.max(0, bucket.resetAfterMs - (performance.now() - bucket.heardAt));
      const remaining = leftMs > 0 ? bucket.remaining : bucket.limit;
      const row = element('div', 'bucket');
      const meter = element('meter');
      meter.min = 0;
      meter.max = bucket.limit;
      meter.low = 1.5;
      meter.optimum = bucket.limit;
      meter.value = remaining;
      meter.setAttribute('aria-label', `${bucket.kind}s left`);
      row.append(bucket.kind === 'edit' ? 'Edits' : 'Messages', meter,
        `${remaining} of ${bucket.limit}${leftMs > 0 ? `, ${(leftMs / 1000).toFixed(1)} s` : ''}${bucket.limited ? ` · ${bucket.limited} × 429` : ''}`);
      return row;
    });
    budget.replaceChildren(...(rows.length ? rows : [element('p', 'quiet', 'Nothing was written in this channel yet.')]));
  };
  world.on('budget', gauge);
  world.on('entered', gauge);
  setInterval(gauge, 250);
}
