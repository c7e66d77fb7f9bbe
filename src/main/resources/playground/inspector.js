// What is left of the channel's rate limits, and the way of each question through the verticles.
import { element } from './element.js';
import { Question } from './question.js';

const kinds = [['create', 'Messages'], ['edit', 'Edits']];

export function showInspector(world) {
  const list = document.getElementById('questions');
  const nothing = document.getElementById('no-questions');
  const legend = document.getElementById('legend');
  const budget = document.getElementById('budget');
  const drawn = new Map(); // request id -> Question
  const waiting = new Set();

  const draw = requestId => {
    const steps = world.questions.get(requestId);
    if (!steps) return;
    let question = drawn.get(requestId);
    if (!question) {
      for (const older of drawn.values()) older.fold();
      question = new Question(id => world.channels.get(id)?.name);
      drawn.set(requestId, question);
      list.prepend(question.box);
    }
    question.update(steps);
  };
  const tidy = () => {
    for (const [requestId, question] of drawn) {
      if (!world.questions.has(requestId)) {
        question.box.remove();
        drawn.delete(requestId);
      }
    }
    nothing.hidden = drawn.size > 0;
    legend.hidden = drawn.size === 0;
  };

  // However many steps come, the inspector is drawn once a frame.
  world.on('question', ([{ requestId }]) => {
    if (waiting.size === 0) {
      requestAnimationFrame(() => {
        waiting.forEach(draw);
        waiting.clear();
        tidy();
      });
    }
    waiting.add(requestId);
  });
  world.on('questions', () => {
    [...world.questions.keys()].forEach(draw);
    tidy();
  });

  const rows = new Map(kinds.map(([kind, label]) => {
    const row = element('div', 'bucket');
    const meter = element('meter');
    meter.min = 0;
    meter.low = 1.5;
    meter.setAttribute('aria-label', `${label} left`);
    const text = element('span');
    row.append(element('span', '', label), meter, text);
    return [kind, { row, meter, text }];
  }));
  const quiet = budget.firstElementChild;
  budget.append(...[...rows.values()].map(({ row }) => row));

  const gauge = () => {
    let any = false;
    for (const [kind, { row, meter, text }] of rows) {
      const bucket = world.budgets.get(`${world.current} ${kind}`);
      row.hidden = !bucket;
      if (!bucket) continue;
      any = true;
      const leftMs = Math.max(0, bucket.resetAfterMs - (performance.now() - bucket.heardAt));
      const remaining = leftMs > 0 ? bucket.remaining : bucket.limit;
      meter.max = bucket.limit;
      meter.optimum = bucket.limit;
      meter.value = remaining;
      const words = `${remaining} of ${bucket.limit}${leftMs > 0 ? `, ${(leftMs / 1000).toFixed(1)} s` : ''}`
        + `${bucket.limited ? ` · ${bucket.limited} × 429` : ''}`;
      if (text.textContent !== words) text.textContent = words;
    }
    quiet.hidden = any;
  };
  world.on('budget', gauge);
  world.on('entered', gauge);
  setInterval(gauge, 250);
}
