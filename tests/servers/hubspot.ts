import { type Asked, type Reply, serve, type TestServer } from './server';

export interface HubspotRecord {
  id: string;
  properties: Record<string, string | null>;
  /** Milliseconds since the epoch. */
  modified: number;
  archived?: boolean;
}

export interface HubspotServer extends TestServer {
  token: string;
  deals: Map<string, HubspotRecord>;
  companies: Map<string, HubspotRecord>;
  contacts: Map<string, HubspotRecord>;
  tickets: Map<string, HubspotRecord>;
  meetings: Map<string, HubspotRecord>;
  orders: Map<string, HubspotRecord>;
  payments: Map<string, HubspotRecord>;
  /** Payment -> its orders. */
  ordersOf: Map<string, string[]>;
  lineItems: Map<string, HubspotRecord>;
  /** Deal -> its line items. */
  linesOf: Map<string, string[]>;
  /** Deal -> stages that it was in, latest first, as HubSpot tells them. */
  history: Map<string, { value: string; timestamp: string }[]>;
  /** Meeting -> its deals. */
  dealsOf: Map<string, string[]>;
  /** Object types that the token has no scope for. */
  forbidden: Set<string>;
  /** Properties of contacts and of tickets. */
  others: { name: string; label: string }[];
  properties: { name: string; label: string }[];
  requiredProperties: string[];
  /** Deal -> company and label of the association. */
  associations: Map<string, { company: string; label: string | null }>;
  /** Called before each search, to change records under the reader. */
  meanwhile: ((search: number) => void) | null;
}

interface Filter {
  propertyName: string;
  operator: string;
  value: string;
  values?: string[];
}

/** The parts of HubSpot's CRM API that the source uses, as its documentation describes them. */
export async function hubspot(token: string): Promise<HubspotServer> {
  let searches = 0;
  const shown = ({ id, properties, modified, archived = false }: HubspotRecord) => ({
    id,
    properties: { ...properties, hs_object_id: id, hs_lastmodifieddate: new Date(modified).toISOString() },
    createdAt: properties.createdate ?? '2026-01-01T00:00:00.000Z',
    updatedAt: new Date(modified).toISOString(),
    archived,
    url: `https://app.hubspot.com/contacts/1/record/0-3/${id}`,
  });
  const fits = (record: HubspotRecord, { propertyName, operator, value, values }: Filter): boolean => {
    if (propertyName === 'hs_object_id') return operator === 'GT' && Number(record.id) > Number(value);
    if (operator === 'HAS_PROPERTY') return Boolean(record.properties[propertyName]);
    if (propertyName === 'hs_lastmodifieddate' || propertyName === 'lastmodifieddate')
      return operator === 'GTE' && record.modified >= Number(value);
    if (operator === 'IN') return values?.includes(record.properties[propertyName] ?? '') ?? false;
    return operator === 'EQ' && record.properties[propertyName] === value;
  };
  const search = (records: Map<string, HubspotRecord>, body: string): Reply => {
    server.meanwhile?.(++searches);
    const {
      filterGroups,
      limit = 10,
      properties,
    } = JSON.parse(body) as {
      filterGroups: { filters: Filter[] }[];
      limit: number;
      properties: string[];
    };
    if (limit > 200) return { status: 400, body: { status: 'error', message: 'limit is too large' } };
    const all = [...records.values()]
      .filter((record) => !record.archived)
      .filter((record) => filterGroups.some(({ filters }) => filters.every((filter) => fits(record, filter))))
      .sort((a, b) => Number(a.id) - Number(b.id));
    const results = all.slice(0, limit).map((record) => {
      const full = shown(record);
      const asked = Object.entries(full.properties).filter(([name]) => properties.includes(name));
      return { ...full, properties: Object.fromEntries(asked) };
    });
    return {
      body: {
        total: all.length,
        results,
        ...(all.length > limit ? { paging: { next: { after: String(limit) } } } : {}),
      },
    };
  };
  const listed = (records: Map<string, HubspotRecord>, { searchParams }: URL): Reply => {
    const archived = searchParams.get('archived') === 'true';
    const limit = Number(searchParams.get('limit') ?? 10);
    const after = Number(searchParams.get('after') ?? 0);
    const all = [...records.values()]
      .filter((record) => (record.archived ?? false) === archived && Number(record.id) > after)
      .sort((a, b) => Number(a.id) - Number(b.id));
    const results = all.slice(0, limit).map(shown);
    const more = all.length > limit ? { paging: { next: { after: results.at(-1)!.id } } } : {};
    return { body: { results, ...more } };
  };
  const answer = ({ method, url, headers, body }: Asked): Reply => {
    if (headers.authorization !== `Bearer ${server.token}`)
      return {
        status: 401,
        body: {
          status: 'error',
          message: 'Authentication credentials not found.',
          category: 'INVALID_AUTHENTICATION',
        },
      };
    const type =
      /^\/crm\/(?:v3\/(?:objects|properties)|v4\/associations)\/(\w+)/.exec(url.pathname)?.[1] ?? '';
    if (server.forbidden.has(type))
      return {
        status: 403,
        body: {
          status: 'error',
          message: 'This app hasn’t been granted all required scopes to make this call.',
          category: 'MISSING_SCOPES',
        },
      };
    const records = {
      contacts: server.contacts,
      tickets: server.tickets,
      meetings: server.meetings,
      order: server.orders,
      commerce_payments: server.payments,
      line_items: server.lineItems,
    }[type];
    if (records && url.pathname === `/crm/v3/objects/${type}/search`) return search(records, body);
    if (records && url.pathname === `/crm/v3/objects/${type}`) return listed(records, url);
    if (records && url.pathname === `/crm/v3/properties/${type}`) return { body: { results: server.others } };
    switch (`${method} ${url.pathname}`) {
      case 'POST /crm/v3/objects/deals/search':
        return search(server.deals, body);
      case 'POST /crm/v3/objects/companies/search':
        return search(server.companies, body);
      case 'POST /crm/v3/objects/deals/batch/read': {
        const { inputs, propertiesWithHistory = [] } = JSON.parse(body) as {
          inputs: { id: string }[];
          propertiesWithHistory?: string[];
        };
        if (inputs.length > (propertiesWithHistory.length > 0 ? 50 : 100))
          return { status: 400, body: { status: 'error', message: 'too many inputs' } };
        const results = inputs.flatMap(({ id }) => {
          const found = server.deals.get(id);
          const dealstage = (server.history.get(id) ?? []).map((one) => ({ ...one, sourceType: 'CRM_UI' }));
          return found ? [{ ...shown(found), propertiesWithHistory: { dealstage } }] : [];
        });
        return { body: { status: 'COMPLETE', results } };
      }
      case 'POST /crm/v3/objects/line_items/batch/read': {
        const { inputs } = JSON.parse(body) as { inputs: { id: string }[] };
        if (inputs.length > 100)
          return { status: 400, body: { status: 'error', message: 'too many inputs' } };
        const found = inputs.flatMap(({ id }) => server.lineItems.get(id) ?? []);
        return { status: found.length < inputs.length ? 207 : 200, body: { results: found.map(shown) } };
      }
      case 'POST /crm/v4/associations/deals/line_items/batch/read': {
        const { inputs } = JSON.parse(body) as { inputs: { id: string }[] };
        const results = inputs.flatMap(({ id }) => {
          const to = (server.linesOf.get(id) ?? []).map((item) => ({
            toObjectId: Number(item),
            associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 19, label: null }],
          }));
          return to.length > 0 ? [{ from: { id }, to }] : [];
        });
        return { status: results.length < inputs.length ? 207 : 200, body: { status: 'COMPLETE', results } };
      }
      case 'POST /crm/v4/associations/order/companies/batch/read':
      case 'POST /crm/v4/associations/tickets/companies/batch/read':
        return { body: { status: 'COMPLETE', results: [] } };
      case 'POST /crm/v4/associations/commerce_payments/order/batch/read':
      case 'POST /crm/v4/associations/meetings/deals/batch/read': {
        const { inputs } = JSON.parse(body) as { inputs: { id: string }[] };
        const own = type === 'meetings' ? server.dealsOf : server.ordersOf;
        const results = inputs.flatMap(({ id }) => {
          const to = (own.get(id) ?? []).map((toObjectId) => ({
            toObjectId,
            associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 212, label: null }],
          }));
          return to.length > 0 ? [{ from: { id }, to }] : [];
        });
        return { status: results.length < inputs.length ? 207 : 200, body: { status: 'COMPLETE', results } };
      }
      case 'GET /crm/v3/objects/deals':
        return listed(server.deals, url);
      case 'GET /crm/v3/properties/deals':
        return { body: { results: server.properties } };
      case 'GET /crm/v3/pipelines/deals':
        return {
          body: {
            results: [
              {
                id: 'default',
                label: 'Sales Pipeline',
                stages: [
                  {
                    id: 'contractsent',
                    label: 'Contract Sent',
                    metadata: { probability: '0.8', isClosed: 'false' },
                  },
                  {
                    id: 'closedwon',
                    label: 'Closed Won',
                    metadata: { probability: '1.0', isClosed: 'true' },
                  },
                  {
                    id: 'closedlost',
                    label: 'Closed Lost',
                    metadata: { probability: '0.0', isClosed: 'true' },
                  },
                ],
              },
            ],
          },
        };
      case 'GET /crm/v3/owners':
        return {
          body: { results: [{ id: '7', email: 'sam@example.com', firstName: 'Sam', lastName: 'Example' }] },
        };
      case 'GET /crm-object-schemas/v3/schemas/deals':
        return {
          body: { requiredProperties: server.requiredProperties, primaryDisplayProperty: 'dealname' },
        };
      case 'POST /crm/v4/associations/deals/companies/batch/read': {
        const { inputs } = JSON.parse(body) as { inputs: { id: string }[] };
        const results = inputs.flatMap(({ id }) => {
          const found = server.associations.get(id);
          return found
            ? [
                {
                  from: { id },
                  to: [
                    {
                      toObjectId: found.company,
                      associationTypes: [{ category: 'USER_DEFINED', typeId: 36, label: found.label }],
                    },
                  ],
                },
              ]
            : [];
        });
        return { status: results.length < inputs.length ? 207 : 200, body: { status: 'COMPLETE', results } };
      }
      case 'POST /crm/v3/objects/companies/batch/read': {
        const { inputs } = JSON.parse(body) as { inputs: { id: string }[] };
        const found = inputs.flatMap(({ id }) => server.companies.get(id) ?? []);
        return { body: { status: 'COMPLETE', results: found.map(shown) } };
      }
      default:
        return { status: 404, body: { status: 'error', message: `No ${method} ${url.pathname}` } };
    }
  };
  const server = (await serve(answer)) as HubspotServer;
  return Object.assign(server, {
    token,
    deals: new Map<string, HubspotRecord>(),
    companies: new Map<string, HubspotRecord>(),
    contacts: new Map<string, HubspotRecord>(),
    tickets: new Map<string, HubspotRecord>(),
    meetings: new Map<string, HubspotRecord>(),
    orders: new Map<string, HubspotRecord>(),
    payments: new Map<string, HubspotRecord>(),
    ordersOf: new Map<string, string[]>(),
    lineItems: new Map<string, HubspotRecord>(),
    linesOf: new Map<string, string[]>(),
    history: new Map<string, { value: string; timestamp: string }[]>(),
    dealsOf: new Map<string, string[]>(),
    forbidden: new Set<string>(),
    others: [
      { name: 'createdate', label: 'Create Date' },
      { name: 'referred_by', label: 'Referring partner' },
    ],
    properties: [
      { name: 'dealname', label: 'Deal name' },
      { name: 'partner', label: 'Partner' },
      { name: 'partner_tier', label: 'Partner tier' },
    ],
    requiredProperties: ['dealname', 'partner'],
    associations: new Map<string, { company: string; label: string | null }>(),
    meanwhile: null,
  });
}
