import { type Asked, type Reply, serve, type TestServer } from './server';

export interface Opportunity {
  id: string;
  modifiedAt: string;
  [attribute: string]: unknown;
}

export interface EspoServer extends TestServer {
  key: string;
  opportunities: Map<string, Opportunity>;
  fields: Record<string, { type: string; required?: boolean; probabilityMap?: Record<string, number> }>;
}

/** The parts of EspoCRM's REST API that the source uses, under a sub-path as installations often are. */
export async function espocrm(key: string): Promise<EspoServer> {
  const list = ({ searchParams }: URL): Reply => {
    const maxSize = Number(searchParams.get('maxSize'));
    if (maxSize > 200) return { status: 403, headers: { 'X-Status-Reason': 'Max size' } };
    const where = Array.from({ length: 3 }, (_, i) => ({
      type: searchParams.get(`where[${i}][type]`),
      attribute: searchParams.get(`where[${i}][attribute]`) ?? '',
      value: searchParams.get(`where[${i}][value]`) ?? '',
    })).filter(({ type }) => type !== null);
    const select = (searchParams.get('select') ?? 'id').split(',');
    const found = [...server.opportunities.values()]
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
    if (
      url.pathname === '/crm/api/v1/Metadata' &&
      url.searchParams.get('key') === 'entityDefs.Opportunity.fields'
    )
      return { body: server.fields };
    return url.pathname === '/crm/api/v1/Opportunity' ? list(url) : { status: 404 };
  };
  const server = (await serve(answer)) as EspoServer;
  return Object.assign(server, {
    key,
    opportunities: new Map<string, Opportunity>(),
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
