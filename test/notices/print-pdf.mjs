// Prints the letter on standard input, `{ letter, sentOn }` in JSON, as PDF on standard output. Needs a build.
import { letterPdf } from '../../dist/src/modules/notices/pdf.js';

let input = '';
for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk;
const { letter, sentOn } = JSON.parse(input);
process.stdout.write(letterPdf(letter, sentOn));
