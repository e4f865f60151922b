import { type Asked, type Reply, serve, type TestServer } from './server';

export interface Opportunity {
  id: string;
  modifiedAt: string;
  [attribute: string]: unknown;
}

export interface EspoServer extends TestServer {
  key: string;
  opportunities: Map<string, Opportunity>;
  leads: Map<string, Opportunity>;
  cases: Map<string, Opportunity>;
  meetings: Map<string, Opportunity>;
  calls: Map<string, Opportunity>;
  /** Fields of meetings and calls; null where the installation has none. */
  talks: Record<string, { type: string }> | null;
  /** Fields of leads and cases. */
  others: Record<string, { type: string; required?: boolean }>;
  /** Entities that the role of the API user does not read. */
  forbidden: Set<string>;
  fields: Record<string, { type: string; required?: boolean; probabilityMap?: Record<string, number> }>;
}

/** The parts of EspoCRM's REST API that the source uses, under a sub-path as installations often are. */
export async function espocrm(key: string): Promise<EspoServer> {
  const list = (records: Map<string, Opportunity>, { searchParams }: URL): Reply => {
    const maxSize = Number(searchParams.get('maxSize'));
    if (maxSize > 200) return { status: 403, headers: { 'X-Status-Reason': 'Max size' } };
    const where = Array.from({ length: 3 }, (_, i) => ({
      type: searchParams.get(`where[${i}][type]`),
      attribute: searchParams.get(`where[${i}][attribute]`) ?? '',
      value: searchParams.get(`where[${i}][value]`) ?? '',
    })).filter(({ type }) => type !== null);
    const select = (searchParams.get('select') ?? 'id').split(',');
    const found = [...records.values()]
      .filter((one) =>
        where.every(({ type, attribute, value }) => {
          const own = String(one[attribute]);
          return type === 'greaterThan' ? own > value : type === 'greaterThanOrEquals' && own >= value;
        }),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const page = found
      .slice(0, maxSize)
      .map((one) =>
        Object.fromEntries([...new Set(['id', ...select])].map((name) => [name, one[name] ?? null])),
      );
    return { body: { total: found.length, list: page } };
  };
  const answer = ({ method, url, headers }: Asked): Reply => {
    if (headers['x-api-key'] !== server.key) return { status: 401 };
    if (method !== 'GET') return { status: 405 };
    const entity = url.pathname.slice('/crm/api/v1/'.length);
    if (entity === 'Metadata') {
      const known: Record<string, object | 'none'> = {
        'entityDefs.Opportunity.fields': server.fields,
        'entityDefs.Lead.fields': server.others,
        'entityDefs.Case.fields': server.others,
        'entityDefs.Meeting.fields': server.talks ?? 'none',
        'entityDefs.Call.fields': server.talks ?? 'none',
      };
      const body = known[url.searchParams.get('key') ?? ''];
      return body ? { body: body === 'none' ? 'null' : body } : { status: 404 };
    }
    if (server.forbidden.has(entity)) return { status: 403 };
    const records = {
      Opportunity: server.opportunities,
      Lead: server.leads,
      Case: server.cases,
      ...(server.talks ? { Meeting: server.meetings, Call: server.calls } : {}),
    }[entity];
    return records ? list(records, url) : { status: 404 };
  };
  const server = (await serve(answer)) as EspoServer;
  return Object.assign(server, {
    key,
    opportunities: new Map<string, Opportunity>(),
    leads: new Map<string, Opportunity>(),
    cases: new Map<string, Opportunity>(),
    meetings: new Map<string, Opportunity>(),
    calls: new Map<string, Opportunity>(),
    talks: { status: { type: 'enum' }, parent: { type: 'linkParent' } } as EspoServer['talks'],
    others: {},
    forbidden: new Set<string>(),
    fields: {
      name: { type: 'varchar', required: true },
      stage: { type: 'enum', probabilityMap: { Prospecting: 10, 'Closed Won': 100, 'Closed Lost': 0 } },
      amount: { type: 'currency', required: true },
      account: { type: 'link' },
      partner: { type: 'link' },
      partnerRole: { type: 'enum' },
    },
  });
}
