/** EspoCRM's opportunities, leads, cases, meetings and calls as rows. */
import { meetingKind, meetingOutcome } from '../meetings';
import { utcMoment } from '../records';
import { type About, cell, type Entity, type EspoRecord } from './records';

function status({ stage, probability }: EspoRecord, { fields }: About): 'won' | 'lost' | 'open' {
  const name = cell(stage) ?? '';
  const of = fields.stage?.probabilityMap?.[name] ?? probability;
  if (of === 100 || name === 'Closed Won') return 'won';
  return name === 'Closed Lost' || (of === 0 && /lost|verloren|perdid/i.test(name)) ? 'lost' : 'open';
}

export const opportunities: Entity = {
  name: 'Opportunity',
  table: 'deals',
  words: 'opportunities',
  partnerOnly: false,
  attributes: [
    ...['name', 'stage', 'amount', 'amountCurrency', 'probability', 'closeDate', 'createdAt'],
    ...['accountName', 'assignedUserName'],
  ],
  row(record, about) {
    const state = status(record, about);
    return {
      deal: record.id,
      name: cell(record.name),
      partner: about.partner,
      customer: cell(record.accountName),
      stage: cell(record.stage),
      status: state,
      created: utcMoment(record.createdAt),
      closed: state === 'open' ? null : cell(record.closeDate),
      expected_close: state === 'open' ? cell(record.closeDate) : null,
      amount: cell(record.amount),
      currency: cell(record.amountCurrency),
      owner: cell(record.assignedUserName),
      link: about.link,
    };
  },
};

/** EspoCRM's own statuses; others are left out. */
const LEAD_STATUSES = new Map([
  ['New', 'new'],
  ['Assigned', 'new'],
  ['In Process', 'accepted'],
  ['Converted', 'accepted'],
  ['Recycled', 'rejected'],
  ['Dead', 'rejected'],
]);

export const leads: Entity = {
  name: 'Lead',
  table: 'leads',
  words: 'leads',
  partnerOnly: true,
  attributes: ['name', 'status', 'source', 'createdAt', 'accountName'],
  row: (record, { partner, link }) => ({
    lead: record.id,
    name: cell(record.name),
    partner,
    customer: cell(record.accountName),
    created: utcMoment(record.createdAt),
    origin: cell(record.source),
    status: LEAD_STATUSES.get(cell(record.status) ?? '') ?? null,
    link,
  }),
};

export const cases: Entity = {
  name: 'Case',
  table: 'tickets',
  words: 'cases',
  partnerOnly: true,
  attributes: ['name', 'createdAt', 'accountName'],
  row: (record, { partner, link }) => ({
    ticket: record.id,
    partner,
    customer: cell(record.accountName),
    opened: utcMoment(record.createdAt),
    subject: cell(record.name),
    link,
  }),
};

/** EspoCRM's own statuses; others are left out. */
const HELD = new Map([
  ['Held', true],
  ['Not Held', false],
]);

/** Meetings and calls of an opportunity; those about something else are left out. */
const talks = (name: 'Meeting' | 'Call', words: string): Entity => ({
  name,
  table: 'meetings',
  words,
  prefix: `${name}:`,
  partnerOnly: false,
  attributes: ['name', 'status', 'dateStart', 'parentType', 'parentId'],
  row(record, { partner }) {
    const scheduled = utcMoment(record.dateStart);
    if (record.parentType !== 'Opportunity' || !cell(record.parentId) || scheduled === null) return null;
    const kind = meetingKind(cell(record.name));
    return {
      meeting: `${name}:${record.id}`,
      partner,
      deal: cell(record.parentId),
      scheduled,
      kind,
      outcome: meetingOutcome(kind, HELD.get(cell(record.status) ?? '') ?? null),
    };
  },
});

export const meetings = talks('Meeting', 'meetings');
export const calls = talks('Call', 'calls');
