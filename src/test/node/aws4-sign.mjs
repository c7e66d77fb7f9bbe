// Signs the request on standard input (aws4's own options and credentials) and prints its headers.
import { readFileSync } from 'node:fs';
import aws4 from 'aws4';

const { request, credentials } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(aws4.sign(request, credentials).headers));
