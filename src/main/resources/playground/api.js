// The playground's own small API, on the server that served this page.
const call = async (method, path, body) => {
  const response = await fetch(`playground/${path}`, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? problem.message ?? `status ${response.status}`);
  }
  return response.status === 204 ? null : response.json();
};

export const api = {
  state: () => call('GET', 'state'),
  messages: channel => call('GET', `channels/${channel}/messages`),
  say: message => call('POST', `channels/${message.channel}/messages`, message),
  open: channel => call('POST', 'channels', channel),
  react: (channel, message, person, emoji) =>
    call('POST', `channels/${channel}/messages/${message}/reactions`, { person, emoji }),

  follow({ opened, event, lost }) {
    const source = new EventSource('playground/events');
    source.onopen = opened;
    source.onerror = lost;
    for (const type of ['message', 'deleted', 'typing', 'channel', 'budget', 'trace']) {
      source.addEventListener(type, e => event(type, JSON.parse(e.data)));
    }
  },
};
