/**
 * Writes the sample data as CSV files:
 * `node tests/tools/run.mjs tests/generator/write.ts <folder> [--seed text] [--as-of yyyy-mm-dd] [--scale 1] [--crm-url http://...]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dayOf, isoDay, today } from './calendar';
import { sampleFiles } from './csv';
import { generate } from './generate';
import { defaultOptions } from './world';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: defaultOptions.seed },
    'as-of': { type: 'string', default: isoDay(today()) },
    scale: { type: 'string', default: '1' },
    'crm-url': { type: 'string', default: defaultOptions.crmUrl },
  },
});
const scale = Number(values.scale);
if (!positionals[0]) throw new Error('Say which folder to write to.');
if (!(scale > 0)) throw new Error(`--scale is "${values.scale}"; it must be a number above 0.`);

const folder = resolve(positionals[0]);
mkdirSync(folder, { recursive: true });
const data = generate({
  seed: values.seed,
  asOfDay: dayOf(values['as-of']),
  scale,
  crmUrl: values['crm-url'],
});
let total = 0;
for (const { name, rows, bytes } of sampleFiles(data)) {
  writeFileSync(join(folder, name), bytes);
  total += rows;
  console.log(
    `${name.padEnd(20)} ${String(rows).padStart(7)} rows ${String(bytes.length).padStart(10)} bytes`,
  );
}
console.log(`${total} rows in ${folder}`);
