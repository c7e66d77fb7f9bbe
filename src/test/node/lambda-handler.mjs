// A function that streams, as AWS documents it for Node.js.
export const handler = awslambda.streamifyResponse(async (event, response) => {
  if (event.path === '/crash') {
    process.exit(7);
  }
  if (event.path === '/hang') {
    await new Promise(() => setTimeout(() => {}, 60_000));
  }
  const out = awslambda.HttpResponseStream.from(response, {
    statusCode: 201,
    headers: { 'content-type': 'text/plain', 'x-method': event.httpMethod },
  });
  out.write('one, ');
  if (event.path === '/fail') {
    throw new Error('midway');
  }
  out.end(`two: ${event.body}`);
});
