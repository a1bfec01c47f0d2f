// Parses AsyncAPI files with the official parser; a line for each, exit code 1 when one has an error.
import fs from 'node:fs';
import { Parser } from '@asyncapi/parser';

let bad = false;
for (const file of process.argv.slice(2)) {
  const { document, diagnostics } = await new Parser().parse(fs.readFileSync(file, 'utf8'), { source: file });
  const errors = diagnostics.filter(d => d.severity === 0);
  bad ||= !document || errors.length > 0;
  const found = document ? `${document.messages().length} messages in ${document.channels().length} channel(s)` : 'no document';
  console.log(`${document && errors.length === 0 ? 'ok  ' : 'FAIL'}  asyncapi  ${file}: ${found}, ${errors.length} errors`);
  errors.forEach(e => console.log(`      ${e.path.join('/')}: ${e.message}`));
}
process.exit(bad ? 1 : 0);
