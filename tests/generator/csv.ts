import { factTable } from '@/lib/facts/registry';
import type { ColumnKind } from '@/lib/facts/types';
import { germanDay, isoDay, isoMinute } from './calendar';
import type { SampleData } from './generate';
import type { Cell, Row } from './world';

/** How one exported file looks: the sample files differ as the exports of different systems do. */
interface FileFormat {
  file: string;
  /** Fact table id, or `partners` for the directory. */
  table: string;
  /** Column id -> header, in the order of the file. */
  headers: Readonly<Record<string, string>>;
  delimiter?: ',' | ';' | '\t';
  encoding?: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'windows-1252';
  day?: (day: number) => string;
  decimal?: '.' | ',';
  flag?: readonly [no: string, yes: string];
}

export const FILES: readonly FileFormat[] = [
  {
    file: 'partners.csv',
    table: 'partners',
    headers: {
      id: 'Partner ID',
      name: 'Partner Name',
      type: 'Partner Type',
      tier: 'Tier',
      region: 'Region',
      manager: 'Partner Manager',
      domains: 'Domains',
      aliases: 'Aliases',
      crm_ids: 'CRM IDs',
    },
  },
  {
    file: 'deals.csv',
    table: 'deals',
    encoding: 'utf-8-bom',
    headers: {
      deal: 'Opportunity ID',
      name: 'Opportunity Name',
      partner: 'Partner Account',
      customer: 'Account Name',
      stage: 'Stage',
      status: 'Deal Status',
      created: 'Created Date',
      qualified: 'Qualified Date',
      closed: 'Closed Date',
      expected_close: 'Expected Close Date',
      amount: 'Amount',
      list_amount: 'List Price',
      cost: 'Cost',
      currency: 'Currency',
      registered: 'Registration Date',
      registration: 'Deal Registration',
      registration_answered: 'Registration Decision Date',
      sourced: 'Partner Sourced',
      segment: 'Segment',
      type: 'Deal Type',
      owner: 'Opportunity Owner',
      link: 'Link',
      test: 'Is Test',
    },
    flag: ['false', 'true'],
  },
  {
    file: 'stage_history.csv',
    table: 'stage_changes',
    headers: {
      deal: 'Opportunity ID',
      partner: 'Partner Account',
      stage: 'New Stage',
      entered: 'Change Date',
    },
  },
  {
    file: 'leads.csv',
    table: 'leads',
    headers: {
      lead: 'Lead ID',
      name: 'Lead Name',
      partner: 'Referral Partner',
      customer: 'Company',
      created: 'Created At',
      notified: 'Notified At',
      assigned: 'Assigned At',
      first_contact: 'First Response At',
      mql: 'MQL Date',
      sql: 'SQL Date',
      won: 'Won Date',
      origin: 'Lead Source',
      icp_fit: 'ICP Fit',
      status: 'Lead Status',
      test: 'Test Record',
    },
  },
  {
    file: 'orders.csv',
    table: 'orders',
    headers: {
      order: 'Order ID',
      partner: 'Partner ID',
      customer: 'Customer ID',
      ordered: 'Order Date',
      amount: 'Net Sales',
      list_amount: 'List Price',
      cost: 'Cost',
      discount: 'Discount',
      currency: 'Currency',
    },
  },
  {
    file: 'refunds.csv',
    table: 'refunds',
    day: (day) => isoDay(day).split('-').reverse().join('/'),
    headers: {
      refund: 'Refund ID',
      order: 'Order ID',
      partner: 'Partner ID',
      refunded: 'Refund Date',
      amount: 'Refund Amount',
      reason: 'Refund Reason',
      currency: 'Currency',
    },
  },
  {
    file: 'chargebacks.csv',
    table: 'disputes',
    headers: {
      dispute: 'Dispute ID',
      order: 'Order ID',
      partner: 'Partner ID',
      disputed: 'Dispute Date',
      amount: 'Dispute Amount',
      fee: 'Dispute Fee',
      currency: 'Currency',
    },
  },
  {
    file: 'tickets.csv',
    table: 'tickets',
    delimiter: '\t',
    encoding: 'utf-16le',
    headers: {
      ticket: 'Ticket ID',
      partner: 'Partner Name',
      customer: 'Customer ID',
      order: 'Order Number',
      opened: 'Created At',
      first_response: 'First Reply',
      resolved: 'Solved At',
      subject: 'Subject',
      complaint: 'Complaint',
      escalated: 'Escalated',
    },
    flag: ['No', 'Yes'],
  },
  {
    file: 'survey_answers.csv',
    table: 'surveys',
    headers: {
      response: 'Response ID',
      partner: 'Partner Name',
      kind: 'Survey Type',
      score: 'Score',
      answered: 'Answered At',
    },
  },
  {
    file: 'trainings.csv',
    table: 'trainings',
    headers: {
      partner: 'Partner Name',
      person: 'Learner',
      course: 'Course',
      kind: 'Kind',
      required: 'Required',
      enrolled: 'Enrolled At',
      completed: 'Completed At',
      valid_until: 'Expiry Date',
    },
  },
  {
    file: 'touches.csv',
    table: 'touches',
    headers: {
      touch: 'Activity ID',
      partner: 'Partner ID',
      deal: 'Deal ID',
      lead: 'Lead ID',
      at: 'Activity Date',
      replied: 'Replied At',
      kind: 'Activity Type',
      direction: 'Direction',
      campaign: 'Campaign ID',
      channel: 'Channel',
      party: 'Touch Party',
      milestone: 'Touchpoint Position',
      role: 'Touch Role',
    },
  },
  {
    file: 'meetings.csv',
    table: 'meetings',
    headers: {
      meeting: 'Meeting ID',
      partner: 'Partner Name',
      deal: 'Deal ID',
      scheduled: 'Start Time',
      kind: 'Meeting Type',
      outcome: 'Meeting Outcome',
    },
  },
  {
    file: 'milestones.csv',
    table: 'milestones',
    headers: {
      partner: 'Partner Name',
      kind: 'Milestone Type',
      name: 'Milestone',
      started: 'Started',
      planned: 'Due Date',
      done: 'Completed At',
      required: 'Mandatory',
      first_pass: 'First Pass',
    },
  },
  {
    file: 'audits.csv',
    table: 'audits',
    headers: {
      audit: 'Audit ID',
      partner: 'Partner Name',
      asset: 'Asset URL',
      check: 'Check Name',
      kind: 'Audit Type',
      audited: 'Audit Date',
      weight: 'Weight',
      passed: 'Passed',
      critical: 'Critical',
    },
  },
  {
    file: 'violations.csv',
    table: 'violations',
    headers: {
      violation: 'Violation ID',
      partner: 'Partner Name',
      occurred: 'Incident Date',
      severity: 'Severity',
      confirmed: 'Confirmed',
      resolved: 'Resolved At',
      kind: 'Violation Type',
    },
  },
  {
    file: 'costs.csv',
    table: 'costs',
    delimiter: ';',
    encoding: 'windows-1252',
    day: germanDay,
    decimal: ',',
    headers: {
      cost: 'Cost ID',
      partner: 'Partner Name',
      deal: 'Deal ID',
      spent: 'Spend Date',
      kind: 'Cost Type',
      amount: 'Amount',
      hours: 'Hours Worked',
      currency: 'Currency',
    },
  },
  {
    file: 'goals.csv',
    table: 'goals',
    headers: {
      partner: 'Partner Name',
      metric: 'Metric',
      from: 'Period Start',
      to: 'Period End',
      target: 'Target',
      currency: 'Currency',
    },
  },
  {
    file: 'customers.csv',
    table: 'customers',
    headers: {
      customer: 'Customer ID',
      name: 'Customer Name',
      partner: 'Partner Name',
      started: 'Customer Since',
      ended: 'Churn Date',
      segment: 'Segment',
      first_value: 'First Value Date',
      health: 'Health Score',
      usage: 'Usage Score',
      support: 'Support Score',
      sentiment: 'Sentiment Score',
      origin: 'Acquisition Channel',
      prior: 'Prior Relationship',
    },
  },
  {
    file: 'mrr_movements.csv',
    table: 'subscriptions',
    headers: {
      movement: 'Movement ID',
      partner: 'Partner Name',
      customer: 'Customer ID',
      moved: 'Movement Date',
      kind: 'Movement Type',
      mrr: 'MRR Movement',
      currency: 'Currency',
    },
  },
  {
    file: 'integrations.csv',
    table: 'integrations',
    headers: {
      customer: 'Customer ID',
      integration: 'Integration',
      installed: 'Installed At',
      last_active: 'Last Used',
      removed: 'Uninstalled At',
      test: 'Is Test',
    },
  },
  {
    file: 'campaign_figures.csv',
    table: 'campaigns',
    headers: {
      campaign: 'Campaign Name',
      partner: 'Partner Name',
      channel: 'Channel',
      partner_owned: 'Partner Channel',
      day: 'Reporting Starts',
      impressions: 'Impressions',
      reach: 'Reach',
      dedupe: 'Dedupe Factor',
      clicks: 'Clicks',
      unique_clicks: 'Unique Clicks',
      visitors: 'Visitors',
      conversions: 'Conversions',
    },
  },
  {
    file: 'website_traffic.csv',
    table: 'traffic',
    headers: {
      partner: 'Partner ID',
      page: 'Landing Page',
      day: 'Date',
      sessions: 'Sessions',
      engaged_sessions: 'Engaged Sessions',
      converted_sessions: 'Key Events',
    },
  },
  {
    file: 'webinars.csv',
    table: 'webinars',
    headers: {
      webinar: 'Webinar ID',
      partner: 'Partner Name',
      held: 'Webinar Date',
      visitors: 'Landing Page Visitors',
      registrants: 'Registrants',
      attendees: 'Attendees',
      engaged: 'Engaged Attendees',
    },
  },
  {
    file: 'mentions.csv',
    table: 'texts',
    headers: {
      text: 'Mention ID',
      partner: 'Partner Name',
      channel: 'Source Type',
      sentiment: 'Sentiment',
      published: 'Published At',
    },
  },
  {
    file: 'interactions.csv',
    table: 'interactions',
    headers: {
      interaction: 'Interaction ID',
      asset: 'Post URL',
      partner: 'Partner Name',
      person: 'Person',
      at: 'Interacted At',
      kind: 'Interaction Type',
      paid: 'Paid',
    },
  },
  {
    file: 'contributions.csv',
    table: 'contributions',
    headers: {
      contribution: 'Contribution ID',
      asset: 'Asset',
      partner: 'Partner Name',
      organisation: 'Organisation',
      person: 'Contributor',
      contributed: 'Contributed On',
      paid: 'Paid',
    },
  },
  {
    file: 'relationships.csv',
    table: 'relationships',
    headers: {
      relationship: 'Relationship ID',
      partner: 'Partner Name',
      person: 'Person',
      organisation: 'Organisation',
      sector: 'Sector',
      first_seen: 'First Seen',
      via: 'Seen Through',
      joint: 'Joint Action',
      known_before: 'Known Before',
      relevant: 'Relevant',
      ended: 'Campaign Ended',
      last_interaction: 'Last Interaction',
    },
  },
  {
    file: 'conversations.csv',
    table: 'conversations',
    headers: {
      conversation: 'Conversation ID',
      partner: 'Partner Name',
      person: 'Person',
      held: 'Conversation Date',
      deal: 'Opportunity ID',
      linked: 'Linked On',
    },
  },
  {
    file: 'lead_activities.csv',
    table: 'lead_activities',
    headers: {
      activity: 'Lead Activity ID',
      lead: 'Lead ID',
      partner: 'Partner ID',
      acted: 'Acted At',
      kind: 'Lead Activity Type',
    },
  },
];

function show(cell: Cell | undefined, kind: ColumnKind, format: FileFormat): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return (format.flag ?? ['no', 'yes'])[cell ? 1 : 0];
  if (typeof cell === 'string') return cell;
  if (kind === 'day') return (format.day ?? isoDay)(cell);
  if (kind === 'minute') return isoMinute(cell);
  const text = kind === 'money' ? cell.toFixed(2) : String(cell);
  return format.decimal === ',' ? text.replace('.', ',') : text;
}

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Text of one file. */
export function csvText(rows: readonly Row[], format: FileFormat): string {
  const delimiter = format.delimiter ?? ',';
  const columns = Object.keys(format.headers);
  const defs = format.table === 'partners' ? null : factTable(format.table).columns;
  const kinds = columns.map((column): ColumnKind => {
    const def = defs?.[column];
    if (defs && !def)
      throw new RangeError(`${format.file}: table "${format.table}" has no column "${column}".`);
    return def?.kind ?? 'text';
  });
  const lines = [
    Object.values(format.headers)
      .map((header) => quoted(header, delimiter))
      .join(delimiter),
  ];
  for (const row of rows)
    lines.push(
      columns.map((column, i) => quoted(show(row[column], kinds[i]!, format), delimiter)).join(delimiter),
    );
  return `${lines.join('\r\n')}\r\n`;
}

/** Bytes of a text in one of the encodings that exports come in. */
export function encode(text: string, encoding: FileFormat['encoding'] = 'utf-8'): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\uFEFF${text}`);
  if (encoding === 'utf-16le') {
    const bytes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), true);
    return bytes;
  }
  return Uint8Array.from(text, (char) => {
    const code = char.codePointAt(0)!;
    // Above U+00FF windows-1252 needs a table, which the sample data does not call for.
    if (code > 0xff || (code >= 0x80 && code < 0xa0))
      throw new RangeError(`"${char}" is not in the part of windows-1252 that is written here.`);
    return code;
  });
}

/** The sample data as files, the directory first. */
export function sampleFiles(
  data: SampleData,
): { name: string; table: string; rows: number; bytes: Uint8Array }[] {
  return FILES.map((format) => {
    const rows = format.table === 'partners' ? data.partners : data.tables[format.table];
    if (!rows) throw new RangeError(`The generator made no rows for "${format.table}".`);
    return {
      name: format.file,
      table: format.table,
      rows: rows.length,
      bytes: encode(csvText(rows, format), format.encoding),
    };
  });
}
