import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../tools/setup.mjs';
import { until } from './until';

/** Tryton's server with a database of its own, serving its web client. */
export interface Tryton {
  /** e.g. `http://127.0.0.1:41873` */
  url: string;
  database: string;
  user: string;
  password: string;
  /** The company of everything that is created. */
  company: number;
  /** Creates a record, as the user, and gives its id. */
  create(model: string, values: Record<string, unknown>): Promise<number>;
  close(): Promise<void>;
}

type Installed = NonNullable<ReturnType<typeof import('../../tools/tryton.mjs').ensureTryton>>;

const DATABASE = 'crm';
const USER = 'admin';
const PASSWORD = 'correct-horse-7';
/** Tryton module of this repository that adds a "Partner" to opportunities, found through its distribution's entry point. */
const MODULES = join(root, 'tests', 'fixtures', 'tryton');

/** A free port; Tryton must be told one. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Numbers and dates as Tryton's JSON-RPC writes them. */
export const decimal = (text: string) => ({ __class__: 'Decimal', decimal: text });
export const date = (iso: string) => {
  const [year, month, day] = iso.split('-').map(Number);
  return { __class__: 'date', year, month, day };
};

/**
 * Starts Tryton on a new SQLite database with sales opportunities, a company and its currency.
 * @param paths where it is installed, as `ensureTryton` finds it
 */
export async function startTryton(paths: Installed): Promise<Tryton> {
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-tryton-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, 'trytond.conf');
  writeFileSync(
    config,
    [
      `[database]\nuri = sqlite://\npath = ${folder}`,
      `[web]\nlisten = 127.0.0.1:${port}\nroot = ${paths.client}`,
    ].join('\n'),
  );
  // SQLite databases are made of an empty file.
  writeFileSync(join(folder, `${DATABASE}.sqlite`), '');
  writeFileSync(join(folder, 'password'), PASSWORD);
  const env = {
    ...process.env,
    TRYTONPASSFILE: join(folder, 'password'),
    PYTHONPATH: MODULES,
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONWARNINGS: 'ignore',
  };
  let server: ChildProcess | null = null;
  const close = async () => {
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server?.once('exit', resolve));
      server.kill();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };

  try {
    await promisify(execFile)(
      paths.admin,
      [
        ...['-c', config, '-d', DATABASE, '--email', 'admin@example.com'],
        ...['--activate-dependencies', '-u', 'sale_opportunity', 'channel_partner'],
      ],
      { env },
    );
    const log = openSync(join(folder, 'server.log'), 'w');
    server = spawn(paths.server, ['-c', config, '-d', DATABASE], { env, stdio: ['ignore', log, log] });
    closeSync(log);
    const post = async (body: unknown, session?: string) => {
      const response = await fetch(`${url}/${DATABASE}/`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(session ? { authorization: `Session ${session}` } : {}),
        },
        body: JSON.stringify(body),
      });
      const answer = (await response.json()) as { result?: unknown; error?: unknown } | unknown[];
      if (!response.ok || (answer as { error?: unknown }).error)
        throw new Error(`Tryton refused ${JSON.stringify(body)}: ${JSON.stringify(answer)}`);
      return (answer as { result?: unknown }).result ?? answer;
    };
    const login = await until('Tryton to answer', () =>
      post({ id: 0, method: 'common.db.login', params: [USER, { password: PASSWORD }, 'en'] }),
    );
    const [id, key] = login as [number, string];
    const session = Buffer.from(`${USER}:${id}:${key}`).toString('base64');
    const call = (method: string, ...params: unknown[]) => post({ id: 1, method, params }, session);
    const preferences = () => call('model.res.user.get_preferences', true, {});
    const create = async (model: string, values: Record<string, unknown>) =>
      ((await call(`model.${model}.create`, [values], await preferences())) as number[])[0]!;
    const company = await foundCompany(create);
    await call('model.res.user.write', [id], { companies: [['add', [company]]], company }, {});
    return { url, database: DATABASE, user: USER, password: PASSWORD, company, create, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opportunities belong to a company, and amounts to its currency. */
async function foundCompany(create: Tryton['create']): Promise<number> {
  const currency = await create('currency.currency', {
    name: 'Euro',
    code: 'EUR',
    symbol: '€',
    digits: 2,
    rounding: decimal('0.01'),
    rates: [['create', [{ date: date('2020-01-01'), rate: decimal('1') }]]],
  });
  const party = await create('party.party', { name: 'Our Company' });
  return create('company.company', { party, currency });
}
