// The playground's own small API, on the server that served this page.
const patienceMs = 10_000;

const call = async (method, path, body) => {
  const response = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
    signal: AbortSignal.timeout(patienceMs),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok && path !== 'health') throw new Error(answer.detail ?? answer.message ?? `status ${response.status}`);
  return answer;
};

export const api = {
  state: () => call('GET', 'playground/state'),
  health: () => call('GET', 'health'),
  messages: channel => call('GET', `playground/channels/${channel}/messages`),
  say: message => call('POST', `playground/channels/${message.channel}/messages`, message),
  open: channel => call('POST', 'playground/channels', channel),
  edit: (message, person, content) =>
    call('PATCH', `playground/channels/${message.channel}/messages/${message.id}`, { person, content }),
  remove: (message, person) => call('DELETE', `playground/channels/${message.channel}/messages/${message.id}`, { person }),
  change: (channel, change) => call('PATCH', `playground/channels/${channel}`, change),
  speak: (person, locale) => call('PATCH', `playground/people/${person}`, { locale }),
  commands: (channel, person) => call('GET', `playground/channels/${channel}/commands?person=${person}`),
  interact: interaction => call('POST', 'playground/interactions', interaction),
  react: (channel, message, person, emoji) =>
    call('POST', `playground/channels/${channel}/messages/${message}/reactions`, { person, emoji }),

  follow({ opened, event, lost }) {
    const source = new EventSource('playground/events');
    source.onopen = opened;
    source.onerror = lost;
    for (const type of ['message', 'deleted', 'typing', 'channel', 'gone', 'budget', 'trace']) {
      source.addEventListener(type, e => event(type, JSON.parse(e.data)));
    }
  },
};
