// Ollama's own JavaScript client against the server named in the first argument; prints what it saw as one JSON object.
// The answers it meets, in this order, are set up by the test that starts it.
import { Ollama } from "ollama";

const ollama = new Ollama({ host: process.argv[2] });
const model = process.argv[3];
const messages = [{ role: "user", content: "Hi" }];
const seen = {};

seen.models = (await ollama.list()).models.map((each) => each.name);
seen.capabilities = (await ollama.show({ model })).capabilities;
seen.loaded = (await ollama.ps()).models;
seen.version = (await ollama.version()).version;

async function read() {
  const read = { text: "", thinking: "", parts: 0 };
  try {
    for await (const part of await ollama.chat({ model, messages, stream: true })) {
      read.parts++;
      read.text += part.message.content;
      read.thinking += part.message.thinking ?? "";
      if (part.done) {
        read.done = part.done_reason;
        read.tokens = part.eval_count;
        read.created = !Number.isNaN(Date.parse(part.created_at));
        read.millis = part.total_duration / 1e6;
      }
    }
  } catch (error) {
    read.error = error.message;
    read.status = error.status_code;
  }
  return read;
}

seen.whole = await read();
seen.missing = await read();
seen.busy = await read();
seen.broken = await read();
seen.truncated = await read();

const stalled = await ollama.chat({ model, messages, stream: true });
try {
  for await (const part of stalled) {
    seen.beforeAbort = part.message.content;
    stalled.abort();
  }
} catch (error) {
  seen.aborted = error.name;
}

console.log(JSON.stringify(seen));
