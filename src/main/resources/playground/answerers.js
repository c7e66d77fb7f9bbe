// Who will answer, in one quiet line, and what to do where the first choice can't.
import { api } from './api.js';
import { element } from './element.js';

const everyMs = 15_000;

// Text with `commands` in it.
const withCode = text => text.split('`').map((part, i) => (i % 2 ? element('code', '', part) : part));

export function showAnswerers(world) {
  const line = document.getElementById('answerers');
  let shown;

  const look = async () => {
    const { backends = [] } = await api.health().catch(() => ({}));
    const chain = world.answerers.map(name => backends.find(backend => backend.name === name)).filter(Boolean);
    const able = chain.find(backend => backend.status !== 'problem');
    const unable = chain.slice(0, able ? chain.indexOf(able) : chain.length);
    const findings = [...unable, ...(able ? [able] : [])].flatMap(backend => backend.findings)
      .filter(finding => finding.level !== 'ok');
    const summary = JSON.stringify([able, findings]);
    if (summary === shown) return;
    shown = summary;
    line.hidden = chain.length === 0;
    line.classList.toggle('missing', !able);
    line.replaceChildren(
      ...(able
        ? ['Answers come from ', element('b', '', able.name), `${model(able)}.`]
        : [element('b', '', 'Nothing can answer now.')]),
      ...findings.flatMap(({ subject, text, fix }) => withCode(` ${subject} ${text} ${fix ?? ''}`)));
  };

  const model = backend => {
    const told = backend.findings.find(finding => finding.level === 'ok')?.text.match(/answers with ([^\s,]+?)[.,]?(\s|$)/);
    return told ? ` with ${told[1]}` : '';
  };

  world.on('loaded', look);
  setInterval(() => {
    if (document.visibilityState === 'visible') look();
  }, everyMs);
}
