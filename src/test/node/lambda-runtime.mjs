// AWS's own runtime client takes work from the Runtime API in AWS_LAMBDA_RUNTIME_API. Its native module is not built here: the client
// can do without when AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1 is set, but wants to load it all the same.
import Module from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const load = Module._load;
Module._load = function (request, ...rest) {
  return request.endsWith('rapid-client.node') ? { initializeClient() {}, next() {}, done() {} } : load.call(this, request, ...rest);
};
const { run } = await import('aws-lambda-ric');
await run(dirname(fileURLToPath(import.meta.url)), 'lambda-handler.handler');
