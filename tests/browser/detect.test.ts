import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** A deal that only a session cookie and a kept setting show. */
const DEAL = `<title>Acme renewal</title><main><h1>Acme renewal</h1><dl>
<dt>Stage</dt><dd>Proposal</dd><dt>Partner</dt><dd>Northwind Resellers</dd><dt>Amount</dt><dd>EUR 100</dd></dl></main>
<script>if (localStorage.getItem('workspace') !== 'acme') document.body.innerHTML = '<main>No workspace</main>';</script>`;
const LOGIN = '<title>Log in</title><main><h1>Log in</h1><input type="password"></main>';

let server: Server;
let folder: string;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(/session=ok/.test(request.headers.cookie ?? '') ? DEAL : LOGIN);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'detect-'));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Entry {
  page: string;
  url: string;
  state?: string;
  kind?: string | null;
  record?: { id: string | null; name: string } | null;
  partner?: { name: string | null } | null;
  error?: string;
}

function detect(...args: string[]): Promise<{ code: number | null; entries: Entry[]; errors: string }> {
  return new Promise((resolve) => {
    const run = spawn(process.execPath, ['tests/tools/run.mjs', 'tests/tools/detect.ts', ...args]);
    let out = '';
    let errors = '';
    run.stdout.on('data', (text) => {
      out += text;
    });
    run.stderr.on('data', (text) => {
      errors += text;
    });
    // A build that is not up to date speaks before the result.
    run.on('close', (code) =>
      resolve({ code, entries: JSON.parse(out.slice(Math.max(0, out.indexOf('[\n'))) || '[]'), errors }),
    );
  });
}

it('reads several pages at one pretended address, each its own, with the style sheet beside it', async () => {
  file('page.css', '.hidden { display: none }');
  const hidden = '<dl class="hidden"><dt>Partner</dt><dd>Of a former record</dd></dl>';
  const page = (name: string, partner: string) =>
    `<title>${name}</title><link rel="stylesheet" href="page.css"><main>${hidden}<h1>${name}</h1>
     <dl><dt>Stage</dt><dd>Won</dd><dt>Partner</dt><dd>${partner}</dd></dl></main>`;
  const one = file('one.html', page('First deal', 'Northwind'));
  const two = file('two.html', page('Second deal', 'Fabrikam'));
  const { code, entries } = await detect(one, two, '--url', 'https://crm.example.com/deals/7');
  expect(entries.map(({ kind, record, partner }) => [kind, record?.id, record?.name, partner?.name])).toEqual(
    [
      ['deal', '7', 'First deal', 'Northwind'],
      ['deal', '7', 'Second deal', 'Fabrikam'],
    ],
  );
  expect(code).toBe(0);
});

it('gets behind a login with a storage state', async () => {
  const state = file(
    'state.json',
    JSON.stringify({
      cookies: [{ name: 'session', value: 'ok', url: origin }],
      origins: [{ origin, localStorage: [{ name: 'workspace', value: 'acme' }] }],
    }),
  );
  const { entries } = await detect(`${origin}/deals/12`, '--state', state, '--wait', 'dd');
  expect(entries[0]).toMatchObject({
    state: 'record',
    record: { id: '12', name: 'Acme renewal' },
    partner: { name: 'Northwind Resellers' },
  });
});

it('says for each page what went wrong, and goes on with the next', async () => {
  const page = file('page.html', LOGIN);
  const { code, entries } = await detect('http://127.0.0.1:9/deals/1', page, '--wait', '.never');
  expect(entries[0]!.error).toMatch(/127\.0\.0\.1:9.*cannot be opened.*Is its server running\?/);
  expect(entries[1]!.error).toMatch(/nothing matched --wait "\.never" within \d+ s.*called "Log in"/);
  expect(code).toBe(1);
});

it('says before it starts a browser what it was not told', async () => {
  const { code, errors } = await detect();
  expect(errors).toMatch(/Say which page/);
  expect(code).not.toBe(0);
});

it('names the rows of a list', async () => {
  const row = (id: number, name: string) =>
    `<tr><td><a href="/deals/${id}">${name}</a></td><td>Won</td></tr>`;
  const page = file(
    'list.html',
    `<title>Deals</title><main><h1>Deals</h1><table>${row(1, 'First deal')}${row(2, 'Second deal')}</table></main>`,
  );
  const { entries } = await detect(page, '--url', 'https://crm.example.com/deals');
  expect(entries[0]).toMatchObject({
    state: 'no-record',
    rows: [
      { kind: 'deal', id: '1', name: 'First deal', href: 'https://crm.example.com/deals/1' },
      { kind: 'deal', id: '2', name: 'Second deal' },
    ],
  });
});
