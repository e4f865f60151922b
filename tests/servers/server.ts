/** A service on this machine that speaks a documented API, and misbehaves when a test says so. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a text or bytes. */
  body?: unknown;
}

/** Takes a request in place of the service: answers it, or leaves the connection as it likes. */
export type Fault = (response: ServerResponse, asked: Asked) => void;

export interface TestServer {
  origin: string;
  /** Requests in order; those that met a fault too. */
  asked: Asked[];
  /** Each takes one request, in order; a function takes those that it returns true for, and stays. */
  faults: Fault[];
  /** Milliseconds that the server's clock is ahead of ours. */
  skew: number;
  /** Sends no Date header. */
  clockless: boolean;
  close(): Promise<void>;
}

/** Serves on a free port of this machine. */
export async function serve(answer: (asked: Asked) => Reply): Promise<TestServer> {
  const state: TestServer = {
    origin: '',
    asked: [],
    faults: [],
    skew: 0,
    clockless: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const asked: Asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', state.origin),
        headers: request.headers,
        body: Buffer.concat(parts).toString(),
      };
      state.asked.push(asked);
      if (state.clockless) response.sendDate = false;
      else response.setHeader('Date', new Date(Date.now() + state.skew).toUTCString());
      const fault = state.faults.shift();
      if (fault) {
        fault(response, asked);
        return;
      }
      const { status = 200, headers = {}, body = '' } = answer(asked);
      const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
      response.writeHead(status, {
        'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json',
        ...headers,
      });
      response.end(text);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  state.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

/** Refuses a request. */
export const refuse =
  (status: number, headers: Record<string, string> = {}, body = ''): Fault =>
  (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

/** Sends the beginning of an answer and breaks off, as a lost connection does. */
export const breakOff: Fault = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
  response.write('{"results":[{"id":"1"');
  setImmediate(() => response.destroy());
};

/** Sends half of a JSON text as if it were all. */
export const halfJson: Fault = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end('{"results":[{"id":"1","properties":{"dealname":"A d');
};

/** Takes the request and never answers. */
export const silence: Fault = () => {};
