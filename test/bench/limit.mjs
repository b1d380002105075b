// The limit: what plain Node needs to read and decode the same files and to scan each with one regular expression.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , folder, phrase] = process.argv;
const pattern = new RegExp(phrase, 'g');
let hits = 0;
for (const name of readdirSync(folder)) {
  if (!name.endsWith('.emr')) continue;
  const text = readFileSync(join(folder, name), 'utf8');
  for (const _ of text.matchAll(pattern)) hits++;
}
console.log(hits);
