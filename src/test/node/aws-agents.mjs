// AWS's own JavaScript SDK against the server named in the first argument; prints what it saw as one JSON object.
// The answers it meets, in this order, are set up by the test that starts it.
import { BedrockAgentCoreClient, InvokeAgentRuntimeCommand } from "@aws-sdk/client-bedrock-agentcore";
import { BedrockAgentRuntimeClient, InvokeAgentCommand } from "@aws-sdk/client-bedrock-agent-runtime";
import { NodeHttpHandler } from "@smithy/node-http-handler";

const [endpoint, agentRuntimeArn] = process.argv.slice(2);
const settings = {
  endpoint,
  region: "eu-west-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-word" },
  maxAttempts: 1,
  requestHandler: new NodeHttpHandler(), // HTTP/1.1
};
const runtime = new BedrockAgentCoreClient(settings);
const agents = new BedrockAgentRuntimeClient(settings);
const session = "a-session-of-more-than-33-characters";

async function invokeRuntime() {
  try {
    const answer = await runtime.send(
      new InvokeAgentRuntimeCommand({
        agentRuntimeArn,
        qualifier: "live",
        runtimeSessionId: session,
        payload: new TextEncoder().encode(JSON.stringify({ prompt: "Hi" })),
      }),
    );
    return {
      type: answer.contentType,
      session: answer.runtimeSessionId,
      body: await answer.response.transformToString(),
    };
  } catch (error) {
    return { error: error.name, status: error.$metadata?.httpStatusCode };
  }
}

async function invokeAgent() {
  const seen = { text: "", uris: [] };
  try {
    const answer = await agents.send(
      new InvokeAgentCommand({
        agentId: "ABCDEF1234",
        agentAliasId: "TSTALIASID",
        sessionId: session,
        inputText: "Hi",
        streamingConfigurations: { streamFinalResponse: true },
      }),
    );
    seen.session = answer.sessionId;
    for await (const event of answer.completion) {
      if (event.chunk) {
        seen.text += new TextDecoder().decode(event.chunk.bytes);
        for (const citation of event.chunk.attribution?.citations ?? []) {
          seen.uris.push(...citation.retrievedReferences.map((each) => each.location.webLocation.url));
        }
      } else if (event.trace) {
        seen.thought = event.trace.trace.orchestrationTrace.rationale.text;
      }
    }
  } catch (error) {
    seen.error = error.name;
  }
  return seen;
}

console.log(
  JSON.stringify({
    streamed: await invokeRuntime(),
    json: await invokeRuntime(),
    throttled: await invokeRuntime(),
    agent: await invokeAgent(),
    broken: await invokeAgent(),
  }),
);
