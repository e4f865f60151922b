import { type Asked, type Reply, serve, type TestServer } from './server';

export interface PipedriveDeal {
  id: number;
  update_time: string;
  is_deleted?: boolean;
  is_archived?: boolean;
  [field: string]: unknown;
}

export interface PipedriveServer extends TestServer {
  token: string;
  deals: Map<number, PipedriveDeal>;
  organizations: Map<number, string>;
  leads: { id: string; title: string; add_time: string; [field: string]: unknown }[];
  /** Activities; deleted ones are not listed. */
  activities: Map<number, { id: number; update_time: string; [field: string]: unknown }>;
  /** Products of deals. */
  products: { id: number; deal_id: number; [field: string]: unknown }[];
  /** Products that the company keeps, with what they cost. */
  kept: { id: number; prices: { currency: string; price: number; cost: number }[] }[];
  /** Paths that the token does not reach. */
  forbidden: Set<string>;
  fields: Record<string, unknown>[];
  /** Cursors given before are known no more. */
  forgetful: boolean;
}

/** Hash of the custom field that names the partner. */
export const PARTNER = 'd4de1c1518b4531717c676029a45911c340390a6';

/** The parts of Pipedrive's API that the source uses: version 2, and the users of version 1. */
export async function pipedrive(token: string): Promise<PipedriveServer> {
  const paged = (all: readonly { id: number; name?: string }[], { searchParams }: URL): Reply => {
    const limit = Number(searchParams.get('limit') ?? 100);
    const cursor = searchParams.get('cursor');
    if (limit > 500) return { status: 400, body: { success: false, error: 'limit is too large' } };
    if (cursor && server.forgetful) return { status: 400, body: { success: false, error: 'Invalid cursor' } };
    const after = cursor ? Number(atob(cursor)) : 0;
    const rest = all.filter(({ id }) => id > after).sort((a, b) => a.id - b.id);
    const data = rest.slice(0, limit);
    const next = rest.length > limit ? btoa(String(data.at(-1)!.id)) : null;
    return { body: { success: true, data, additional_data: { next_cursor: next } } };
  };
  const deals = (url: URL, archived: boolean): Reply => {
    const since = url.searchParams.get('updated_since');
    const status = url.searchParams.get('status');
    const found = [...server.deals.values()].filter(
      (deal) =>
        (deal.is_deleted === true) === (status === 'deleted') &&
        (deal.is_archived === true) === archived &&
        (!since || deal.update_time >= since),
    );
    return paged(found, url);
  };
  const answer = ({ url, headers }: Asked): Reply => {
    if (headers['x-api-token'] !== server.token)
      return { status: 401, body: { success: false, error: 'unauthorized access' } };
    if (server.forbidden.has(url.pathname))
      return { status: 403, body: { success: false, error: 'Scope and URL mismatch' } };
    switch (url.pathname) {
      case '/api/v2/activities': {
        const since = url.searchParams.get('updated_since');
        return paged(
          [...server.activities.values()].filter(({ update_time }) => !since || update_time >= since),
          url,
        );
      }
      case '/api/v2/deals':
        return deals(url, false);
      case '/api/v2/deals/products': {
        const ids = (url.searchParams.get('deal_ids') ?? '').split(',').map(Number);
        if (ids.length > 100) return { status: 400, body: { success: false, error: 'too many ids' } };
        return paged(
          server.products.filter(({ deal_id }) => ids.includes(deal_id)),
          url,
        );
      }
      case '/api/v2/products': {
        const ids = (url.searchParams.get('ids') ?? '').split(',').map(Number);
        if (ids.length > 100) return { status: 400, body: { success: false, error: 'too many ids' } };
        return paged(
          server.kept.filter(({ id }) => ids.includes(id)),
          url,
        );
      }
      case '/api/v2/deals/archived':
        return deals(url, true);
      case '/api/v2/stages':
        return paged(
          [
            { id: 3, name: 'Proposal' },
            { id: 4, name: 'Negotiation' },
          ],
          url,
        );
      case '/api/v2/dealFields':
        return { body: { success: true, data: server.fields, additional_data: { next_cursor: null } } };
      case '/api/v2/organizations': {
        const ids = (url.searchParams.get('ids') ?? '').split(',').map(Number);
        if (ids.length > 100) return { status: 400, body: { success: false, error: 'too many ids' } };
        const data = ids.flatMap((id) =>
          server.organizations.has(id) ? [{ id, name: server.organizations.get(id)! }] : [],
        );
        return { body: { success: true, data, additional_data: {} } };
      }
      case '/api/v1/leads': {
        const start = Number(url.searchParams.get('start') ?? 0);
        const limit = Number(url.searchParams.get('limit') ?? 100);
        const more = server.leads.length > start + limit;
        return {
          body: {
            success: true,
            data: server.leads.slice(start, start + limit),
            additional_data: {
              pagination: {
                start,
                limit,
                more_items_in_collection: more,
                ...(more ? { next_start: start + limit } : {}),
              },
            },
          },
        };
      }
      case '/api/v1/users':
        return { body: { success: true, data: [{ id: 1, name: 'Sam Example', email: 'sam@example.com' }] } };
      default:
        return { status: 404, body: { success: false, error: 'Not found' } };
    }
  };
  const server = (await serve(answer)) as PipedriveServer;
  return Object.assign(server, {
    token,
    deals: new Map<number, PipedriveDeal>(),
    organizations: new Map<number, string>(),
    leads: [] as PipedriveServer['leads'],
    activities: new Map() as PipedriveServer['activities'],
    products: [] as PipedriveServer['products'],
    kept: [] as PipedriveServer['kept'],
    forbidden: new Set<string>(),
    forgetful: false,
    fields: [
      {
        field_name: 'Title',
        field_code: 'title',
        field_type: 'varchar',
        required_fields: { enabled: true, stage_ids: [] },
      },
      {
        field_name: 'Partner',
        field_code: PARTNER,
        field_type: 'org',
        is_custom_field: true,
        required_fields: { enabled: true, stage_ids: [3, 4], statuses: {} },
      },
    ],
  });
}
