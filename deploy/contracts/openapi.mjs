// Holds OpenAPI files against the linter Spectral, with its own rules and those of openapi-rules.mjs; a line for each, exit code 1 when one has an error.
import fs from 'node:fs';
import spectral from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import rules from './openapi-rules.mjs';

const { Spectral, Document } = spectral;
const linter = new Spectral();
linter.setRuleset(rules);
let bad = false;
for (const file of process.argv.slice(2)) {
  const found = await linter.run(new Document(fs.readFileSync(file, 'utf8'), parsers.Json, file));
  const errors = found.filter(d => d.severity === 0);
  bad ||= errors.length > 0;
  console.log(`${errors.length === 0 ? 'ok  ' : 'FAIL'}  openapi   ${file}: ${found.length - errors.length} remarks, ${errors.length} errors of the linter`);
  errors.slice(0, 20).forEach(e => console.log(`      ${e.code} ${e.path.join('/')}: ${e.message}`));
}
process.exit(bad ? 1 : 0);
