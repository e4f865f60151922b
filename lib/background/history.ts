/** Past deals of the store as the detective reads them. */
import { clockOf } from '../facts/time';
import { type ColumnArray, NO_CODE, NO_TIME } from '../facts/types';
import { foldCode } from '../match/codes';
import {
  type History,
  indexHistory,
  NOBODY,
  type PastContact,
  type PastDeal,
} from '../match/detective/history';
import { foldName } from '../match/fold';
import { type LoadedFacts, loadFacts } from '../store/facts';
import type { StoredPartner } from '../store/types';
import { planCodes } from './code-index';

const COLUMNS = {
  deals: ['deal', 'name', 'customer', 'created', 'closed', 'status', 'registration', 'test'],
  touches: ['deal', 'lead', 'customer', 'at', 'kind', 'channel', 'campaign', 'party'],
  meetings: ['deal', 'scheduled', 'outcome'],
  leads: ['lead', 'customer', 'created', 'origin', 'test'],
  campaigns: ['campaign'],
  customers: ['customer', 'name'],
};
const DOMAINS = [
  'deal',
  'deal-name',
  'deal-status',
  'customer',
  'customer-name',
  'registration',
  'touch-kind',
  'touch-channel',
  'touch-party',
  'meeting-outcome',
  'campaign',
  'origin',
];
/** Kinds and channels of touches at which people of several companies meet. */
const EVENT =
  /event|webinar|conferen|konferenz|messe|trade ?show|summit|workshop|roundtable|meetup|salon|feria/i;

/** A table's row with its values by column. */
interface Row {
  /** Partner that the row itself names, as an ordinal; never one that it took from its deal. */
  partner: number;
  number(column: string): number;
  text(column: string, domain: string): string;
}

function* rowsOf(loaded: LoadedFacts, table: string): Generator<Row> {
  const values = new Map(loaded.dictionaries.map((dictionary) => [dictionary.domain, dictionary.values]));
  for (const chunk of loaded.chunks) {
    if (chunk.table !== table) continue;
    const columns: Record<string, ColumnArray | undefined> = chunk.columns;
    let at = 0;
    const number = (column: string) => columns[column]?.[at] ?? NO_CODE;
    const row: Row = {
      partner: NOBODY,
      number,
      text: (column, domain) => values.get(domain)?.[number(column)] ?? '',
    };
    for (; at < chunk.rows; at++) {
      row.partner = loaded.partnerOfCode[number('partner')] ?? NOBODY;
      yield row;
    }
  }
}

export interface PastFacts {
  history: History;
  /** By ordinal. */
  partners: readonly StoredPartner[];
  /** Rows of the history's deals that go by an id, or by a name. */
  dealRow(ids: readonly string[], name: string): number;
  /** Code of a customer by its id or name; 0 when nobody or several go by it. */
  customer(id: string | null, name: string | null): number;
}

/** Reads what the detective needs and no more. */
export async function readPast(): Promise<PastFacts> {
  const loaded = await loadFacts({ tables: Object.keys(COLUMNS), columns: COLUMNS, domains: DOMAINS });
  const { partners, workspace } = loaded;
  const clock = clockOf(workspace.timeZone);
  const dayOf = (minute: number) => Math.floor((minute + clock.offset(minute)) / 1440);

  const deals: PastDeal[] = [];
  const customerOfDeal = new Map<number, number>();
  for (const row of rowsOf(loaded, 'deals')) {
    if (row.number('test') === 1) continue;
    const day = (column: string) => {
      const value = row.number(column);
      return value === NO_TIME || value === 0 ? null : value;
    };
    const deal = row.number('deal');
    customerOfDeal.set(deal, row.number('customer'));
    const status = row.text('status', 'deal-status');
    deals.push({
      deal,
      customer: row.number('customer'),
      partner: row.partner,
      created: day('created'),
      closed: day('closed'),
      settled: status === 'won' || status === 'lost',
      registration: foldCode(row.text('registration', 'registration')),
      name: row.text('name', 'deal-name'),
    });
  }

  const leads: PastContact[] = [];
  const customerOfLead = new Map<number, number>();
  for (const row of rowsOf(loaded, 'leads')) {
    const created = row.number('created');
    if (row.number('test') === 1 || created === NO_TIME) continue;
    const customer = row.number('customer');
    customerOfLead.set(row.number('lead'), customer);
    const code = foldCode(row.text('origin', 'origin'));
    if (customer && (row.partner !== NOBODY || code))
      leads.push({ partner: row.partner, deal: 0, customer, day: dayOf(created), event: false, code });
  }

  const touches: PastContact[] = [];
  const touch = (row: Row, minute: number, event: boolean, code: string) => {
    const deal = row.number('deal');
    const customer =
      row.number('customer') || customerOfDeal.get(deal) || customerOfLead.get(row.number('lead')) || 0;
    if (minute === NO_TIME || (!deal && !customer) || (row.partner === NOBODY && !code)) return;
    touches.push({ partner: row.partner, deal, customer, day: dayOf(minute), event, code });
  };
  for (const row of rowsOf(loaded, 'touches')) {
    if (row.text('party', 'touch-party') === 'own') continue;
    const event = EVENT.test(`${row.text('kind', 'touch-kind')} ${row.text('channel', 'touch-channel')}`);
    touch(row, row.number('at'), event, foldCode(row.text('campaign', 'campaign')));
  }
  for (const row of rowsOf(loaded, 'meetings'))
    if (!/^(no-show|cancelled)$/.test(row.text('outcome', 'meeting-outcome')))
      touch(row, row.number('scheduled'), false, '');

  const campaigns = new Map<string, number[]>();
  for (const row of rowsOf(loaded, 'campaigns')) {
    const code = foldCode(row.text('campaign', 'campaign'));
    const owners = campaigns.get(code);
    if (!code || row.partner === NOBODY || owners?.includes(row.partner)) continue;
    if (owners) owners.push(row.partner);
    else campaigns.set(code, [row.partner]);
  }

  return {
    history: indexHistory({ partners: await withPlannedCodes(partners), deals, touches, leads, campaigns }),
    partners,
    dealRow: dealRows(loaded, deals),
    customer: customers(loaded),
  };
}

async function withPlannedCodes(partners: readonly StoredPartner[]): Promise<StoredPartner[]> {
  const planned = new Map<string, string[]>();
  for (const [code, owners] of await planCodes())
    for (const owner of owners) planned.set(owner, [...(planned.get(owner) ?? []), code]);
  return partners.map((partner) => ({
    ...partner,
    codes: [...partner.codes, ...(planned.get(partner.id) ?? [])],
  }));
}

function dealRows(loaded: LoadedFacts, deals: readonly PastDeal[]): PastFacts['dealRow'] {
  const ids = loaded.dictionaries.find(({ domain }) => domain === 'deal')?.values ?? [];
  const byId = new Map<string, number>();
  const byName = new Map<string, number>();
  deals.forEach(({ deal, name }, row) => {
    byId.set(ids[deal] ?? '', row);
    byName.set(name, byName.has(name) ? -1 : row);
  });
  return (wanted, name) => {
    for (const id of wanted) {
      const row = byId.get(id);
      if (row !== undefined && id) return row;
    }
    return (name ? byName.get(name) : undefined) ?? -1;
  };
}

function customers(loaded: LoadedFacts): PastFacts['customer'] {
  const values = loaded.dictionaries.find(({ domain }) => domain === 'customer')?.values ?? [];
  const byId = new Map<string, number>();
  values.forEach((value, code) => {
    if (code) byId.set(value, code);
  });
  /** Folding a long list takes a while, and most customers are found by their id or exact name. */
  let byName: Map<string, number> | null = null;
  const names = () => {
    if (byName) return byName;
    byName = new Map();
    const note = (text: string, code: number) => {
      const folded = foldName(text);
      if (!folded || !code) return;
      const known = byName!.get(folded);
      byName!.set(folded, known === undefined || known === code ? code : 0);
    };
    values.forEach(note);
    for (const row of rowsOf(loaded, 'customers'))
      note(row.text('name', 'customer-name'), row.number('customer'));
    return byName;
  };
  return (id, name) => (id && byId.get(id)) || (name && (byId.get(name) ?? names().get(foldName(name)))) || 0;
}
