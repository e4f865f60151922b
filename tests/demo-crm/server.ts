import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { CrmData } from '../generator/crm';

export interface DemoCrmOptions {
  data: CrmData | (() => CrmData);
  /** 0 = any free port. */
  port?: number;
  /** Name in the URL: both mean this machine, and each is a site of its own. */
  hostname?: 'localhost' | '127.0.0.1';
  /** `history`: /deals/D-0001, `hash`: /#/deals/D-0001. */
  routing?: 'history' | 'hash';
  /** Milliseconds for which a record shows skeletons before its values. */
  slow?: number;
  /** Milliseconds between needless renderings of the whole view; 0 = none. */
  rerender?: number;
  /**
   * Edit forms with a pager that keeps the form: address and heading change at once, the values of its inputs this
   * many milliseconds later, the partner's as long again, and none of them by a mutation. 0 = no pager.
   */
  pager?: number;
  /** Dialogs are the browser's own modal ones. */
  nativeDialogs?: boolean;
  /** `all`: every deal has a row; `reused`: a few rows show the part that is scrolled to. */
  list?: 'all' | 'reused';
  /** Shows deals at `/sache/<id>` in words and markup that no reader knows. Asked at every load. */
  foreign?: () => ForeignLook;
  /** `strict`: default-src 'none' and no frames at all; the page's own files are allowed one by one. */
  csp?: 'none' | 'strict';
  /** Send Cross-Origin-Embedder-Policy: require-corp and Cross-Origin-Opener-Policy: same-origin. */
  isolated?: boolean;
}

/** How the foreign pages look at the moment. */
export interface ForeignLook {
  /** Words before the values, by name of the field. */
  labels: Readonly<Record<string, string>>;
  /** The markup holds the fields' machine names. */
  machineNames: boolean;
  /** Names of the fields in the order in which they are shown. */
  order: readonly string[];
}

export interface DemoCrm {
  /** e.g. `http://127.0.0.1:4173` */
  url: string;
  /** Address of a route such as `/deals/D-0001` in the chosen routing. */
  at(route: string): string;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

const STRICT_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; frame-src 'none'; base-uri 'none'; form-action 'none'";

/** Serves the demo CRM on the loopback interface only. */
export async function startDemoCrm(options: DemoCrmOptions): Promise<DemoCrm> {
  const { routing = 'history', slow = 0, rerender = 0, csp = 'none', isolated = false, pager = 0 } = options;
  const { hostname = '127.0.0.1', port = 0, nativeDialogs = false, list = 'all' } = options;
  const folder = join(import.meta.dirname, 'app');
  const headers: Record<string, string> = {
    'cache-control': 'no-store',
    ...(csp === 'strict' ? { 'content-security-policy': STRICT_CSP } : {}),
    ...(isolated
      ? { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' }
      : {}),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://demo.invalid');
    const send = (status: number, type: string, body: string | Buffer) =>
      response.writeHead(status, { ...headers, 'content-type': type }).end(body);
    if (pathname === '/data.json') {
      const data = typeof options.data === 'function' ? options.data() : options.data;
      return void send(
        200,
        'application/json',
        JSON.stringify({
          ...data,
          routing,
          slow,
          rerender,
          pager,
          nativeDialogs,
          list,
          foreign: options.foreign?.(),
        }),
      );
    }
    if (pathname === '/favicon.ico') return void send(204, 'image/x-icon', '');
    const asset = pathname.startsWith('/app/');
    // Every other path is a route of the single page.
    const path = asset
      ? normalize(join(folder, pathname.slice('/app/'.length)))
      : join(folder, options.foreign ? 'foreign.html' : 'index.html');
    if (!path.startsWith(folder)) return void send(404, 'text/plain', 'not found');
    try {
      send(200, TYPES[extname(path)] ?? 'application/octet-stream', await readFile(path));
    } catch {
      send(404, 'text/plain', 'not found');
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://${hostname}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    at: (route) => (routing === 'hash' ? `${url}/#${route}` : `${url}${route}`),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
