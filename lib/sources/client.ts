/** The one place that talks to a network: a bounded, patient client for one address and one credential. */
import type * as z from 'zod/mini';
import { quoted, redact, SourceProblem } from './problem';

/** What the client takes from its surroundings; tests bring their own. */
export interface Surroundings {
  fetch: typeof globalThis.fetch;
  /** Waits, in milliseconds; ends early with the signal's reason. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** 0 to 1. */
  random(): number;
}

export interface ClientOptions extends Surroundings {
  /** Every address asked begins with it. */
  base: string;
  headers: Readonly<Record<string, string>>;
  /** Taken out of every text that leaves here. */
  secret: string | null;
  signal?: AbortSignal;
  /** Milliseconds until a whole answer must be there. */
  timeout?: number;
}

export interface AskOptions {
  method?: 'GET' | 'POST';
  query?: Readonly<Record<string, string | number | undefined>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
  /** Statuses besides 2xx that are answers, not problems. */
  accept?: readonly number[];
  /** Largest answer, in bytes. */
  maxBytes?: number;
}

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds since the epoch by the server's own clock; null when it does not tell. */
  date: number | null;
}

const TIMEOUT = 25_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** Attempts at one request. */
const ATTEMPTS = 4;
/** Requests in a row, over the whole run, that may go wrong before it stops. */
const STRIKES = 5;
/** A longer wait ends the run, which goes on later: browsers stop idle workers after half a minute. */
const LONGEST_WAIT = 20_000;
const FIRST_WAIT = 1_000;
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export class Client {
  #strikes = 0;

  constructor(private readonly options: ClientOptions) {}

  /** Host in words, for messages. */
  get host(): string {
    return new URL(this.options.base).host;
  }

  /**
   * @param path relative to the base address, '' for it
   * @throws SourceProblem
   * @throws the signal's reason when the run is stopped
   */
  async ask(path: string, options: AskOptions = {}): Promise<Answer> {
    const url = this.#address(path, options.query);
    for (let attempt = 1; ; attempt++) {
      this.options.signal?.throwIfAborted();
      try {
        const answer = await this.#once(url, options);
        this.#strikes = 0;
        return answer;
      } catch (error) {
        this.options.signal?.throwIfAborted();
        const passing =
          error instanceof SourceProblem && (error.kind === 'busy' || error.kind === 'unreachable');
        if (!passing) throw error;
        this.#strikes++;
        // Full jitter: clients that were turned away together do not come back together.
        const own = FIRST_WAIT * 2 ** (attempt - 1);
        const wait = error.retryAfter ?? own / 2 + (own / 2) * this.options.random();
        if (attempt >= ATTEMPTS || this.#strikes >= STRIKES || wait > LONGEST_WAIT) throw error;
        await this.options.wait(wait, this.options.signal);
      }
    }
  }

  /**
   * Asks for JSON of a shape; what the schema does not name is ignored.
   * @throws SourceProblem `answer` when it is none, is cut off or has another shape
   */
  async json<T>(schema: z.ZodMiniType<T>, path: string, options: AskOptions = {}): Promise<T & object> {
    return (await this.answerJson(schema, path, options)).value as T & object;
  }

  /** As `json`, with the answer's status and date. */
  async answerJson<T>(
    schema: z.ZodMiniType<T>,
    path: string,
    options: AskOptions = {},
  ): Promise<{ value: T; status: number; date: number | null }> {
    const headers = { Accept: 'application/json', ...options.headers };
    const { bytes, status, date } = await this.ask(path, { ...options, headers });
    const value = this.parse(schema, new TextDecoder().decode(bytes), path);
    return { value, status, date };
  }

  /** @throws SourceProblem `answer` */
  parse<T>(schema: z.ZodMiniType<T>, text: string, path: string): T {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      const kind = /^\s*</.test(text) ? 'is a web page, no data: check the address' : 'is cut off or no JSON';
      throw this.#problem(
        'answer',
        `The answer of ${this.host} to "${path}" ${kind}. Nothing of it was taken.`,
      );
    }
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'its top';
    throw this.#problem(
      'answer',
      `The answer of ${this.host} to "${path}" has another shape than documented: ${where}: ${issue?.message ?? 'does not fit'}.`,
    );
  }

  #address(path: string, query: AskOptions['query']): string {
    const url = new URL(path, this.options.base);
    for (const [name, value] of Object.entries(query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value));
    // A path from an answer must not lead elsewhere with the credential.
    if (url.origin !== new URL(this.options.base).origin)
      throw this.#problem('answer', `${this.host} names an address on ${url.host}, which is not asked.`);
    return url.href;
  }

  #problem(
    kind: SourceProblem['kind'],
    message: string,
    retryAfter: number | null = null,
    forbidden = false,
  ): SourceProblem {
    return new SourceProblem(kind, redact(message, this.options.secret), retryAfter, forbidden);
  }

  async #once(
    url: string,
    { method = 'GET', headers, body, accept = [], maxBytes }: AskOptions,
  ): Promise<Answer> {
    const timeout = AbortSignal.timeout(this.options.timeout ?? TIMEOUT);
    const signal = this.options.signal ? AbortSignal.any([this.options.signal, timeout]) : timeout;
    const sent = this.#headers(headers, body !== undefined);
    let response: Response;
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      response = await this.options.fetch(url, {
        method,
        headers: sent,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal,
        // A redirect is never followed: it could carry the credential to another host.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      bytes = await this.#body(response, maxBytes ?? MAX_BYTES);
    } catch (error) {
      if (error instanceof SourceProblem) throw error;
      this.options.signal?.throwIfAborted();
      throw this.#problem(
        'unreachable',
        timeout.aborted
          ? `${this.host} did not answer within ${(this.options.timeout ?? TIMEOUT) / 1000} seconds.`
          : `${this.host} cannot be reached, or its answer broke off. Check the address and the network.`,
      );
    }
    const date = Date.parse(response.headers.get('date') ?? '');
    const answer = {
      status: response.status,
      headers: response.headers,
      bytes,
      date: Number.isNaN(date) ? null : date,
    };
    if (response.ok || accept.includes(response.status)) return answer;
    throw this.#refusal(response, answer);
  }

  /** A line break in one of them would be another header; what is above U+00FF no header can hold. */
  #headers(own: AskOptions['headers'], json: boolean): Headers {
    const add = (to: Headers, headers: Readonly<Record<string, string>>, problem: SourceProblem) => {
      try {
        for (const [name, value] of Object.entries(headers)) to.set(name, value);
      } catch {
        throw problem;
      }
    };
    const what = 'a character that cannot be sent, such as a line break or one that is not seen';
    const sent = new Headers(json ? { 'Content-Type': 'application/json' } : {});
    add(
      sent,
      this.options.headers,
      this.#problem('credential', `The credential holds ${what}. Enter it again by hand.`),
    );
    add(sent, own ?? {}, this.#problem('settings', `A setting holds ${what}. Enter it again by hand.`));
    return sent;
  }

  async #body(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const tooLarge = () =>
      this.#problem(
        'answer',
        `The answer of ${this.host} is larger than ${Math.round(maxBytes / 1e6)} MB. Nothing of it was taken.`,
      );
    if (Number(response.headers.get('content-length')) > maxBytes) {
      await response.body?.cancel();
      throw tooLarge();
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      size += read.value.length;
      if (size > maxBytes) {
        await reader?.cancel();
        throw tooLarge();
      }
      parts.push(read.value);
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  #refusal(response: Response, { status, bytes, date }: Answer): SourceProblem {
    const { host } = this;
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
      return this.#problem(
        'settings',
        `${host} redirects to another address, which is not followed. Enter the address that it leads to.`,
      );
    const said = saidIn(bytes, this.options.secret);
    if (status === 401 || status === 403)
      return this.#problem(
        'credential',
        `${host} refuses the credential (${status}${said}). Enter a new one.`,
        null,
        status === 403,
      );
    if (PASSING.has(status))
      return this.#problem(
        status === 429 || status === 503 ? 'busy' : 'unreachable',
        status === 429
          ? `${host} asks for fewer requests (429). The next run goes on from here.`
          : `${host} has an error of its own (${status}${said}).`,
        retryAfter(response.headers.get('retry-after'), date),
      );
    if (status === 404 || status === 410)
      return this.#problem(
        'settings',
        `${host} has nothing at this address (${status}${said}). Check the address.`,
      );
    return this.#problem('answer', `${host} refuses the request (${status}${said}).`);
  }
}

/**
 * Milliseconds that a Retry-After header asks for.
 * @param header seconds, or a date by the server's clock
 * @param date the server's own time of the answer; without it a date says nothing, our clock may be wrong
 */
export function retryAfter(header: string | null, date: number | null): number | null {
  if (!header) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const until = Date.parse(header);
  return Number.isNaN(until) || date === null ? null : Math.max(0, until - date);
}

/** What an error body says in words, short; nothing for pages of HTML. */
function saidIn(bytes: Uint8Array, secret: string | null): string {
  try {
    const body = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown> | null;
    const text = [body?.message, body?.error, body?.error_info].find((one) => typeof one === 'string');
    return text ? `: ${quoted(text as string, secret)}` : '';
  } catch {
    return '';
  }
}
