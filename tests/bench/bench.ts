/**
 * `npm run bench -- [csv] [xlsx] [engine] [duckdb] [arquero] [incremental] [growth] [memory] [chromium] [store] [--rows 1000000] [--partners 1000] [--rounds 7]`: medians beside peers in the same
 * run. Compare ratios within a run, never milliseconds between machines.
 *
 * `npm run bench -- page [--pages 5]` measures what a CRM's page pays for the extension, in a browser, in so many rounds:
 * see crm-page.ts.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchArquero } from './arquero';
import { benchChromium } from './chromium';
import { benchCsv } from './csv';
import { benchDuckDb } from './duckdb';
import { benchEngine } from './engine';
import { benchGrowth, benchMemory, runMemoryChild } from './growth';
import { benchIncremental } from './incremental';
import { benchStore } from './store';
import { WARM_UP } from './timing';
import { benchXlsx } from './xlsx';

const KNOWN = [
  'csv',
  'xlsx',
  'engine',
  'duckdb',
  'arquero',
  'incremental',
  'growth',
  'memory',
  'chromium',
  'store',
];

// A process that only measures memory reads its own arguments.
if (runMemoryChild(process.argv)) process.exit();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    partners: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '7' },
    pages: { type: 'string' },
  },
});

function whole(name: 'rows' | 'partners' | 'rounds', least: number): number {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name} is "${values[name]}"; it must be a whole number of at least ${least}.`);
  return number;
}

// A browser's harness starts servers and builds beside its own files, so it is not part of this bundle.
if (positionals.includes('page')) {
  const script = [
    'tests/tools/run.mjs',
    'tests/bench/crm-page.ts',
    ...(values.pages ? ['--rounds', values.pages] : []),
  ];
  const { status } = spawnSync(process.execPath, script, { stdio: 'inherit' });
  if (positionals.length === 1 || status !== 0) process.exit(status ?? 1);
}
const rows = whole('rows', 1_000);
const partners = whole('partners', 1);
const rounds = whole('rounds', 7);
const wanted = positionals.length > 0 ? positionals.filter((name) => name !== 'page') : KNOWN;
for (const name of wanted)
  if (!KNOWN.includes(name)) throw new Error(`There is no benchmark "${name}". Known: ${KNOWN.join(', ')}.`);

const { resolve } = createRequire(import.meta.url);
const version = (name: string): string => {
  const [folder] = resolve(name).split(`${join('node_modules', name)}`);
  return JSON.parse(readFileSync(join(folder!, 'node_modules', name, 'package.json'), 'utf8')).version;
};
console.log(
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}`,
);
console.log(
  `Node ${process.versions.node}, d3-dsv ${version('d3-dsv')}, hucre ${version('hucre')}, udsv ${version('udsv')}, @duckdb/node-api ${version('@duckdb/node-api')}, arquero ${version('arquero')}`,
);
console.log(
  `Medians of ${rounds} rounds after ${WARM_UP} that are not counted; “first” is the first of those.`,
);

if (wanted.includes('csv')) await benchCsv(rows, rounds);
if (wanted.includes('xlsx')) await benchXlsx(rounds);
if (wanted.includes('engine')) await benchEngine(rows, partners, rounds);
if (wanted.includes('duckdb')) await benchDuckDb(rows, partners, rounds);
if (wanted.includes('arquero')) await benchArquero(rows, partners, rounds);
if (wanted.includes('incremental')) await benchIncremental(rows, partners, rounds);
if (wanted.includes('growth')) await benchGrowth(rows, partners, rounds);
if (wanted.includes('memory')) benchMemory(rows, partners);
if (wanted.includes('chromium')) await benchChromium(rows, partners, rounds);
if (wanted.includes('store')) await benchStore(rows, rounds);
