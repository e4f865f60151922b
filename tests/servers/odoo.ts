import { type Asked, type Reply, serve, type TestServer } from './server';

/** A record of crm.lead as Odoo keeps it; moments in UTC without saying so. */
export interface Lead {
  id: number;
  write_date: string;
  [field: string]: unknown;
}

export interface OdooServer extends TestServer {
  key: string;
  /** Whether it has the JSON-2 interface. */
  json2: boolean;
  leads: Map<number, Lead>;
  fields: OdooFields;
  /** Other models that are installed. */
  models: Map<string, { fields: OdooFields; records: Map<number, Lead> }>;
  /** Models whose records the key's user may not read. */
  forbidden: Set<string>;
}

type OdooFields = Record<
  string,
  { string: string; type: string; required?: boolean; relation?: string; readonly?: boolean }
>;

class AccessError extends Error {}
class UnknownModel extends Error {}

type Condition = [string, string, unknown];

/** The parts of Odoo that the source uses: `/json/2` as of version 19, and the older `/jsonrpc`. */
export async function odooServer(key: string, json2: boolean): Promise<OdooServer> {
  const fits = (lead: Lead, [field, operator, value]: Condition): boolean => {
    // A field of the records that a field leads to: one of them is enough.
    if (field === 'order_line.write_date')
      return [...(server.models.get('sale.order.line')?.records.values() ?? [])].some(
        (line) =>
          (line.order_id as [number, string])[0] === lead.id && fits(line, ['write_date', operator, value]),
      );
    if (operator === 'in') {
      const own = lead[field];
      return (value as unknown[]).includes(Array.isArray(own) ? own[0] : own);
    }
    if (operator === '!=') return (lead[field] ?? false) !== value;
    const own = lead[field] as string | number;
    if (operator === '=') return own === value;
    if (operator === '>') return Number(own) > (value as number);
    if (operator === '<') return Number(own) < (value as number);
    return operator === '>=' && String(own) >= (value as string);
  };
  /** A domain in Odoo's prefix notation: `|` takes the two conditions behind it. */
  const allFit = (lead: Lead, domain: readonly (Condition | '|')[]): boolean => {
    const [first, ...rest] = domain;
    if (first === undefined) return true;
    if (first !== '|') return fits(lead, first) && allFit(lead, rest);
    const [one, other, ...others] = rest as Condition[];
    return (fits(lead, one!) || fits(lead, other!)) && allFit(lead, others);
  };
  const execute = (model: string, method: string, named: Record<string, unknown>): unknown => {
    if (method === 'context_get') return { lang: 'en_US' };
    const other = model === 'crm.lead' || model === 'crm.stage' ? null : server.models.get(model);
    if (other === undefined) throw new UnknownModel(`Object ${model} doesn't exist`);
    if (method === 'fields_get') return other?.fields ?? server.fields;
    if (server.forbidden.has(model)) throw new AccessError('You are not allowed to access these records.');
    if (model === 'crm.stage')
      return [
        { id: 1, is_won: false },
        { id: 4, is_won: true },
      ];
    const { domain, fields, limit, order, context } = named as {
      domain: (Condition | '|')[];
      fields: string[];
      limit: number;
      order: string;
      context?: { active_test?: boolean };
    };
    if (order !== 'id asc') throw new Error(`unexpected order ${order}`);
    const known = other?.fields ?? server.fields;
    const unknown = fields.find((field) => field !== 'id' && !(field in known));
    if (unknown) throw new Error(`Invalid field '${unknown}' on model '${model}'`);
    return [...(other?.records ?? server.leads).values()]
      .filter((lead) => context?.active_test === false || lead.active !== false)
      .filter((record) => allFit({ type: 'opportunity', active: true, ...record }, domain))
      .sort((a, b) => a.id - b.id)
      .slice(0, limit)
      .map((lead) => Object.fromEntries(fields.map((field) => [field, lead[field] ?? false])));
  };
  const answer = ({ url, headers, body }: Asked): Reply => {
    const [, first, , model, method] = url.pathname.split('/');
    if (first === 'json' && server.json2) {
      if (headers.authorization !== `bearer ${server.key}`)
        return { status: 401, body: { name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey' } };
      try {
        return { body: execute(model!, method!, JSON.parse(body)) };
      } catch (error) {
        if (error instanceof UnknownModel)
          return { status: 404, body: { name: 'werkzeug.exceptions.NotFound', message: error.message } };
        if (error instanceof AccessError)
          return { status: 403, body: { name: 'odoo.exceptions.AccessError', message: error.message } };
        return { status: 422, body: { name: 'builtins.ValueError', message: (error as Error).message } };
      }
    }
    if (url.pathname !== '/jsonrpc') return { status: 404, body: '<!doctype html><title>404</title>' };
    const { params } = JSON.parse(body) as { params: { service: string; method: string; args: unknown[] } };
    const result = (value: unknown): Reply => ({ body: { jsonrpc: '2.0', id: 1, result: value } });
    const error = (name: string, message: string): Reply => ({
      body: {
        jsonrpc: '2.0',
        id: 1,
        error: { code: 200, message: 'Odoo Server Error', data: { name, message } },
      },
    });
    if (params.service === 'common') {
      const [database, user, secret] = params.args;
      return result(database === 'main' && user === 'sam@example.com' && secret === server.key ? 7 : false);
    }
    const [, uid, secret, of, what, , named] = params.args as [
      string,
      number,
      string,
      string,
      string,
      [],
      Record<string, unknown>,
    ];
    if (uid !== 7 || secret !== server.key) return error('odoo.exceptions.AccessDenied', 'Access Denied');
    try {
      return result(execute(of, what, named));
    } catch (failure) {
      const name =
        failure instanceof AccessError
          ? 'odoo.exceptions.AccessError'
          : failure instanceof UnknownModel
            ? 'odoo.exceptions.UserError'
            : 'builtins.ValueError';
      return error(name, (failure as Error).message);
    }
  };
  const server = (await serve(answer)) as OdooServer;
  const field = (string: string, type: string, more: object = {}) => ({ string, type, ...more });
  return Object.assign(server, {
    key,
    json2,
    leads: new Map<number, Lead>(),
    models: new Map() as OdooServer['models'],
    forbidden: new Set<string>(),
    fields: {
      name: field('Opportunity', 'char', { required: true }),
      type: field('Type', 'selection', { required: true }),
      active: field('Active', 'boolean'),
      stage_id: field('Stage', 'many2one', { relation: 'crm.stage' }),
      partner_id: field('Customer', 'many2one', { relation: 'res.partner' }),
      user_id: field('Salesperson', 'many2one'),
      company_currency: field('Currency', 'many2one', { readonly: true }),
      expected_revenue: field('Expected Revenue', 'monetary'),
      probability: field('Probability', 'float'),
      create_date: field('Created on', 'datetime', { readonly: true }),
      write_date: field('Last Updated on', 'datetime', { readonly: true }),
      date_closed: field('Closed Date', 'datetime'),
      date_deadline: field('Expected Closing', 'date'),
      date_open: field('Assignment Date', 'datetime'),
      date_conversion: field('Conversion Date', 'datetime'),
      date_last_stage_update: field('Last Stage Update', 'datetime'),
      partner_assigned_id: field('Assigned Partner', 'many2one', { relation: 'res.partner' }),
    },
  });
}
