/**
 * Odoo's two interfaces as one: JSON-2 of Odoo 19 and later, and the older JSON-RPC.
 * (https://www.odoo.com/documentation/19.0/developer/reference/external_api.html)
 */
import * as z from 'zod/mini';
import { quoted, SourceProblem } from '../problem';
import type { PullContext } from '../types';

const anything = z.unknown();
const envelope = z.looseObject({
  result: z.optional(z.unknown()),
  error: z.optional(
    z.looseObject({
      message: z.optional(z.string()),
      data: z.optional(z.looseObject({ name: z.optional(z.string()), message: z.optional(z.string()) })),
    }),
  ),
});

export interface OdooAnswer {
  value: unknown;
  /** Milliseconds since the epoch by the server's clock; null when it does not tell. */
  date: number | null;
  /** The model is not installed. */
  absent?: boolean;
}

/** @param options `mayLack`: a model that is not installed is an answer, not a problem */
export type OdooCall = (
  model: string,
  method: string,
  named: Readonly<Record<string, unknown>>,
  options?: { mayLack?: boolean },
) => Promise<OdooAnswer>;

/** Answers of a server that has no JSON-2: it knows no such address, or sends it to the website. */
const NO_JSON2 = [404, 405];

/** How this server is called, found out once a run. */
export function odoo(context: PullContext): Promise<OdooCall> {
  return context.once('interface', async () => {
    const { client, settings } = context;
    const database = settings.database?.trim();
    const headers = database ? { 'X-Odoo-Database': database } : undefined;
    const json2: OdooCall = async (model, method, named, { mayLack = false } = {}) => {
      const path = `json/2/${model}/${method}`;
      const { bytes, status, date } = await client.ask(path, {
        method: 'POST',
        body: named,
        headers: { Accept: 'application/json', ...headers },
        accept: mayLack ? [404] : [],
      });
      if (status === 404) return { value: null, date, absent: true };
      return { value: client.parse(anything, new TextDecoder().decode(bytes), path), date };
    };
    if (settings.interface !== 'jsonrpc') {
      const { status } = await client.ask('json/2/res.users/context_get', {
        method: 'POST',
        body: {},
        headers,
        accept: settings.interface === 'json2' ? [] : NO_JSON2,
      });
      if (!NO_JSON2.includes(status)) return json2;
    }
    return jsonRpc(context, database);
  });
}

async function jsonRpc(
  { client, settings, secret }: PullContext,
  database: string | undefined,
): Promise<OdooCall> {
  const user = settings.user?.trim();
  if (!database || !user)
    throw new SourceProblem(
      'settings',
      'This Odoo is older than 19 and wants the name of its database and of the user beside the API key. Fill them in.',
    );
  const call = async (service: string, method: string, args: readonly unknown[]): Promise<OdooAnswer> => {
    const { value, date } = await client.answerJson(envelope, 'jsonrpc', {
      method: 'POST',
      body: { jsonrpc: '2.0', method: 'call', id: 1, params: { service, method, args } },
    });
    if (!value.error) return { value: value.result, date };
    // Errors come with status 200.
    const { name = '', message = value.error.message ?? 'no reason given' } = value.error.data ?? {};
    const said = quoted(message, secret);
    throw /AccessDenied|AccessError|SessionExpired/.test(name)
      ? new SourceProblem(
          'credential',
          `${client.host} refuses the credential (${said}). Enter a new one.`,
          null,
          /AccessError/.test(name),
        )
      : new SourceProblem('answer', `${client.host} refuses the request: ${said}`);
  };
  const { value: uid } = await call('common', 'authenticate', [database, user, secret, {}]);
  if (typeof uid !== 'number')
    throw new SourceProblem(
      'credential',
      `${client.host} refuses the user or the API key. Enter a new key, or the right user.`,
    );
  return async (model, method, named, { mayLack = false } = {}) => {
    try {
      return await call('object', 'execute_kw', [database, uid, secret, model, method, [], named]);
    } catch (error) {
      // As of version 12 "Object x doesn't exist", before that the name of the model as a missing key.
      const lacks = mayLack && error instanceof SourceProblem && error.kind === 'answer';
      if (!lacks || !error.message.includes(model)) throw error;
      return { value: null, date: null, absent: true };
    }
  };
}
