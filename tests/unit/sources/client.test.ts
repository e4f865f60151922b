import 'fake-indexeddb/auto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { baseAddress, hostPattern, safeAddress } from '@/lib/sources/address';
import { Client, type ClientOptions, retryAfter } from '@/lib/sources/client';
import { redact, type SourceProblem } from '@/lib/sources/problem';
import { everyPage, MOST_ITEMS } from '@/lib/sources/records';
import { nextRun } from '@/lib/sources/run';
import { breakOff, refuse, serve, silence, type TestServer } from '../../servers/server';
import { lab } from './fixtures';

let server: TestServer;
const waits: number[] = [];
beforeEach(async () => {
  waits.length = 0;
  server = await serve(() => ({ body: { fine: true } }));
});
afterEach(() => server.close());

const client = (part: Partial<ClientOptions> = {}) =>
  new Client({
    base: `${server.origin}/`,
    headers: {},
    secret: null,
    fetch: (...args) => fetch(...args),
    wait: async (ms) => void waits.push(ms),
    random: () => 0.5,
    ...part,
  });
const problem = (work: Promise<unknown>): Promise<SourceProblem> =>
  work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: SourceProblem) => error,
  );

describe('client', () => {
  it('tries again after passing errors, longer each time, and then has it', async () => {
    server.faults.push(refuse(503), breakOff, refuse(502));
    expect(await client().json(z.object({ fine: z.boolean() }), 'x')).toEqual({ fine: true });
    expect(waits).toEqual([750, 1500, 3000]);
  });

  it('stops after several in a row, over all requests of a run', async () => {
    server.faults.push(...Array.from({ length: 50 }, () => refuse(429)));
    const one = client();
    expect((await problem(one.ask('a'))).kind).toBe('busy');
    expect((await problem(one.ask('b'))).kind).toBe('busy');
    expect(server.asked).toHaveLength(5);
  });

  it('does not ask again when it is told that it may not', async () => {
    for (const status of [401, 403, 404, 400, 302]) {
      server.faults.push(refuse(status));
      await problem(client().ask('x'));
    }
    expect(server.asked).toHaveLength(5);
    expect(waits).toEqual([]);
  });

  it('gives up on a server that does not answer in time', async () => {
    server.faults.push(silence, silence, silence, silence);
    const error = await problem(client({ timeout: 30 }).ask('x'));
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('did not answer') });
  });

  it('takes no more than it wants, announced or not', async () => {
    const large: (announced: boolean) => void = (announced) =>
      server.faults.push((response) => {
        response.writeHead(200, announced ? { 'Content-Length': '5000' } : {});
        response.end('x'.repeat(5000));
      });
    for (const announced of [true, false]) {
      large(announced);
      const error = await problem(client().ask('x', { maxBytes: 1000 }));
      expect(error).toMatchObject({ kind: 'answer', message: expect.stringContaining('larger than') });
    }
  });

  it('follows no redirect and asks no other host', async () => {
    let stolen = 0;
    const other = await serve(() => {
      stolen++;
      return {};
    });
    server.faults.push(refuse(307, { Location: `${other.origin}/` }));
    expect((await problem(client().ask('x'))).message).toMatch(/redirects/);
    expect((await problem(client().ask(`${other.origin}/x`))).message).toMatch(/not asked/);
    expect(stolen).toBe(0);
    await other.close();
  });

  it.each(['file:///etc/passwd', 'http://169.254.169.254/', '//elsewhere.example/', 'javascript:alert(1)'])(
    'follows no redirect to %s',
    async (location) => {
      server.faults.push(refuse(302, { Location: location }));
      const { kind, message } = await problem(client().ask('a'));
      expect([kind, server.asked.length]).toEqual(['settings', 1]);
      expect(message).toContain('redirects to another address');
    },
  );

  it('unpacks no more than it wants', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    server.faults.push((response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' });
      response.end(bomb);
    });
    const { kind, message } = await problem(client().ask('a', { maxBytes: 1_000_000 }));
    expect([kind, message]).toEqual(['answer', expect.stringContaining('larger than 1 MB')]);
  });

  it.each([
    ['a line break', 'Bearer abc\r\nX-Admin: 1'],
    ['a character that is not seen', 'Bearer abc\u200b'],
    ['another alphabet', 'Bearer ключ'],
  ])('sends no credential with %s, and says so', async (_, value) => {
    const { kind, message } = await problem(client({ headers: { Authorization: value } }).ask('a'));
    expect([kind, server.asked]).toEqual(['credential', []]);
    expect(message).toBe(
      'The credential holds a character that cannot be sent, such as a line break or one that is not seen. Enter it again by hand.',
    );
  });

  it('sends no setting with a line break', async () => {
    const asked = problem(client().ask('a', { headers: { 'X-Odoo-Database': 'main\r\nX-Admin: 1' } }));
    expect(await asked).toMatchObject({ kind: 'settings' });
    expect(server.asked).toEqual([]);
  });

  it('names no credential in what it says', async () => {
    const secret = 'sam:very secret';
    const leaks = [secret, encodeURIComponent(secret), btoa(secret), 'very secret'];
    server.faults.push(refuse(400, {}, JSON.stringify({ message: `bad key: ${leaks.join(' and ')}` })));
    const { message } = await problem(client({ secret }).ask('x'));
    expect(message).toContain('•••');
    for (const leak of leaks) expect(message).not.toContain(leak);
    expect(redact('a short one', 'a')).toBe('a short one');
  });

  it('leaves no part of a credential where it cuts what was said', async () => {
    const secret = 'pat-eu1-5Kq9-zebra-unicorn';
    for (const before of [180, 190, 199]) {
      const message = `${'x'.repeat(before)}${secret}`;
      server.faults.push(refuse(400, {}, JSON.stringify({ message })));
      expect((await problem(client({ secret }).ask('x'))).message).not.toMatch(/xp/);
    }
  });

  it('stops at once when it is told to', async () => {
    server.faults.push(silence);
    const stop = new AbortController();
    const asked = client({ signal: stop.signal }).ask('x');
    stop.abort(new Error('stopped'));
    await expect(asked).rejects.toThrow('stopped');
  });

  it('says where an answer is not as documented', async () => {
    const shape = z.object({ list: z.array(z.object({ id: z.string() })) });
    expect((await problem(client().json(shape, 'x'))).message).toMatch(/another shape.*list/);
  });
});

describe('pages that lead in a circle', () => {
  it('end a list', async () => {
    const next: Record<string, string> = { a: 'b', b: 'a' };
    let asked = 0;
    const list = everyPage('crm.example.com', async (cursor) => {
      asked++;
      return { items: [asked], next: next[cursor ?? 'b']! };
    });
    expect((await problem(list)).message).toMatch(/crm\.example\.com.*lead back/);
    expect(asked).toBe(3);
    expect(await everyPage('x', async (cursor) => ({ items: [cursor], next: cursor ? null : 'a' }))).toEqual([
      null,
      'a',
    ]);
  });

  it('end a list that goes on and on', async () => {
    const items = Array.from({ length: MOST_ITEMS / 4 }, () => 1);
    let asked = 0;
    const list = everyPage('crm.example.com', async () => ({ items, next: String(++asked) }));
    expect((await problem(list)).message).toMatch(/crm\.example\.com has more than 500,000/);
    expect(asked).toBe(5);
  });

  it('end a run', async () => {
    const one = await lab('pipedrive', { address: 'https://crm.example.com/' });
    let asked = 0;
    const answers = async (url: string | URL | Request) => {
      const { pathname, searchParams } = new URL(String(url));
      const deals = pathname === '/api/v2/deals';
      if (deals) asked++;
      const next = deals ? (searchParams.get('cursor') === 'a' ? 'b' : 'a') : null;
      return Response.json({ data: [], additional_data: { next_cursor: next } });
    };
    const { source } = await one.run({ fetch: answers as typeof fetch });
    expect(source.trouble?.message).toMatch(/again and again/);
    expect(asked).toBe(3);
  });

  it('end a run that goes on and on; the next one goes on from there', async () => {
    const one = await lab('pipedrive', { address: 'https://crm.example.com/' });
    const asked: (string | null)[] = [];
    const answers = async (url: string | URL | Request) => {
      const { pathname, searchParams } = new URL(String(url));
      const deals = pathname === '/api/v2/deals';
      const cursor = searchParams.get('cursor');
      if (deals) asked.push(cursor);
      const next = deals ? String(Number(cursor) + 1) : null;
      return Response.json({ data: [], additional_data: { next_cursor: next } });
    };
    const { source } = await one.run({ fetch: answers as typeof fetch, mostPages: 3 });
    expect(source.trouble?.message).toMatch(/more than 3 pages of .*next run goes on/);
    expect(source.nextAt).not.toBeNull();
    await one.run({ fetch: answers as typeof fetch, mostPages: 3 });
    expect(asked).toEqual([null, '1', '2', '3', '4', '5']);
  });
});

describe('Retry-After', () => {
  const date = Date.parse('2026-11-22T10:00:00Z');
  it.each([
    ['30', date, 30_000],
    ['Sun, 22 Nov 2026 10:01:00 GMT', date, 60_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', date, 0],
    // Without the server's clock a date cannot be judged: ours may be wrong.
    ['Sun, 22 Nov 2026 10:01:00 GMT', null, null],
    ['soon', date, null],
    [null, date, null],
  ])('%s', (header, now, expected) => {
    expect(retryAfter(header, now)).toBe(expected);
  });
});

describe('addresses', () => {
  it.each(['http://example.com/x', 'ftp://example.com', 'https://a:b@example.com/', '', 'https://'])(
    'refuses %s',
    (text) => {
      expect(() => safeAddress(text)).toThrow();
    },
  );

  it('takes https, and http on this machine', () => {
    expect(baseAddress('crm.example.com/espo?x=1#y')).toBe('https://crm.example.com/espo/');
    expect(safeAddress('http://127.0.0.1:8069/').port).toBe('8069');
    expect(hostPattern('https://crm.example.com:8443/espo/')).toBe('https://crm.example.com/*');
  });
});

describe('next run', () => {
  it('goes by the schedule, backs off after failures, and waits for a person', async () => {
    const { SourceProblem } = await import('@/lib/sources/problem');
    const busy = new SourceProblem('busy', 'x', 3_600_000);
    const down = new SourceProblem('unreachable', 'x');
    expect(nextRun(0, 15, 0, null)).toBe(900_000);
    expect([1, 2, 3, 20].map((failures) => nextRun(0, 15, failures, down)! / 60_000)).toEqual([
      5, 10, 20, 1440,
    ]);
    expect(nextRun(0, 15, 1, busy)).toBe(3_600_000);
    expect(nextRun(0, 15, 1, new SourceProblem('credential', 'x'))).toBeNull();
  });
});
