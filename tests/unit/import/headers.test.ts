import { describe, expect, it } from 'vitest';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { foldHeader } from '@/lib/import/fold-header';
import { guessTables, headerLabels, headerSignature, matchHeaders } from '@/lib/import/headers';
import { withDecimal } from '@/lib/import/numbers';
import { propose } from '@/lib/import/propose';
import { importTable } from '@/lib/import/tables';
import { CONTEXT } from './fixtures';

const split = (text: string) => text.split(',').map((header) => header.trim());

function matched(table: string, headers: string): Record<string, string> {
  const list = split(headers);
  return Object.fromEntries(
    matchHeaders(list, importTable(table)).map(({ source, column }) => [column, list[source]!]),
  );
}

describe('headers', () => {
  it('fold case, marks, camel case and punctuation', () => {
    expect(foldHeader('  Close_Date ')).toBe('close date');
    expect(foldHeader('CloseDate')).toBe('close date');
    expect(foldHeader('Währung')).toBe('wahrung');
    expect(foldHeader('Partner_Tier__c')).toBe('partner tier');
    expect(foldHeader('Discount %')).toBe('discount percent');
    expect(headerSignature(['Deal ID', 'Amount'])).toBe(headerSignature(['deal_id', ' AMOUNT ']));
  });

  it('get a name when empty and a number when repeated', () => {
    expect(headerLabels(['Amount', '', 'Amount', ' Amount '])).toEqual([
      'Amount',
      'Column 2',
      'Amount (2)',
      'Amount (3)',
    ]);
  });

  it('of a HubSpot export', () => {
    const headers =
      'Record ID, Deal Name, Pipeline, Deal Stage, Amount, Close Date, Create Date, Deal owner, Associated Company (Primary), Partner';
    expect(guessTables(split(headers))[0]!.table).toBe('deals');
    expect(matched('deals', headers)).toEqual({
      deal: 'Record ID',
      name: 'Deal Name',
      stage: 'Deal Stage',
      amount: 'Amount',
      closed: 'Close Date',
      created: 'Create Date',
      owner: 'Deal owner',
      customer: 'Associated Company (Primary)',
      partner: 'Partner',
    });
  });

  it('of a Pipedrive export, whose every header has a prefix', () => {
    const headers =
      'Deal - ID, Deal - Title, Deal - Value, Deal - Currency of Value, Deal - Stage, Deal - Status, Deal - Deal created, Deal - Deal closed on, Deal - Expected close date, Organization - ID, Organization - Name, Deal - Partner, Deal - Re-engagement plan';
    expect(guessTables(split(headers))[0]!.table).toBe('deals');
    expect(matched('deals', headers)).toEqual({
      deal: 'Deal - ID',
      name: 'Deal - Title',
      amount: 'Deal - Value',
      currency: 'Deal - Currency of Value',
      stage: 'Deal - Stage',
      status: 'Deal - Status',
      created: 'Deal - Deal created',
      closed: 'Deal - Deal closed on',
      expected_close: 'Deal - Expected close date',
      customer: 'Organization - Name',
      partner: 'Deal - Partner',
    });
  });

  it('of a Salesforce report and of its API names', () => {
    expect(
      matched(
        'deals',
        'Opportunity Owner, Account Name, Opportunity Name, Stage, Amount, Close Date, Created Date, Type, Opportunity ID, Partner Account',
      ),
    ).toMatchObject({
      deal: 'Opportunity ID',
      customer: 'Account Name',
      partner: 'Partner Account',
      type: 'Type',
    });
    expect(
      matched('deals', 'Id, Name, StageName, Amount, CloseDate, CreatedDate, CurrencyIsoCode'),
    ).toMatchObject({
      deal: 'Id',
      stage: 'StageName',
      closed: 'CloseDate',
      created: 'CreatedDate',
      currency: 'CurrencyIsoCode',
    });
  });

  it('in German, Spanish and French', () => {
    expect(matched('deals', 'Vertriebspartner, Währung, Betrag, Abschlussdatum')).toEqual({
      partner: 'Vertriebspartner',
      currency: 'Währung',
      amount: 'Betrag',
      closed: 'Abschlussdatum',
    });
    expect(matched('deals', 'ID de registro, Etapa, Importe, Fecha de cierre, Moneda')).toMatchObject({
      deal: 'ID de registro',
      stage: 'Etapa',
      amount: 'Importe',
      closed: 'Fecha de cierre',
      currency: 'Moneda',
    });
    expect(matched('orders', 'Bestellnummer, Bestelldatum, Umsatz, Partenaire')).toMatchObject({
      order: 'Bestellnummer',
      ordered: 'Bestelldatum',
      amount: 'Umsatz',
      partner: 'Partenaire',
    });
  });

  it.each([
    ['leads', 'Lead ID, Lead Source, Created At, First Response At, Status'],
    ['orders', 'Order Number, Affiliate, Order Date, Subtotal, Discount'],
    ['refunds', 'Refund ID, Order ID, Refund Date, Refund Amount'],
    ['tickets', 'Ticket ID, Requester, Opened At, First Response At, Solved At'],
    ['surveys', 'Response ID, Partner, Survey, Score, Answered At'],
    ['audits', 'Audit ID, Asset, Check, Passed, Audit Date, Partner'],
    ['field_checks', 'Record ID, Required Field, Partner, Check Date, Is Filled'],
    ['milestones', 'Partner, Milestone Type, Milestone, Started, Done'],
    ['costs', 'Cost ID, Partner, Payout, Paid At, Cost Type'],
    ['stage_changes', 'Opportunity ID, To Stage, Edit Date'],
    ['violations', 'Violation ID, Partner, Severity, Confirmed, Date'],
    ['trainings', 'Partner, Learner, Course, Completed At, Expires'],
    ['meetings', 'Meeting ID, Partner, Scheduled For, Outcome'],
    ['touches', 'Activity ID, Partner, Activity Date, Activity Type, Replied At'],
    ['disputes', 'Chargeback ID, Order ID, Chargeback Date, Chargeback Amount'],
    ['goals', 'Partner, Metric, Period Start, Period End, Target'],
    ['campaigns', 'Date, Campaign, Partner, Channel, Impressions, Reach, Clicks, Conversions'],
    ['campaigns', 'Fecha, Campaña, Socio, Canal, Impresiones, Alcance, Clics'],
    ['campaigns', 'Datum, Kampagne, Partner, Impressionen, Reichweite, Klicks'],
    ['traffic', 'Date, Landing page, Session source, Sessions, Engaged sessions, Key events'],
    ['traffic', 'Datum, Zielseite, Partner, Sitzungen, Sitzungen mit Interaktionen'],
    ['webinars', 'Webinar ID, Webinar Date, Partner, Registrants, Attendees'],
    ['webinars', 'Event Name, Event Date, Landing Page Visitors, Registrations, Attended, Partner'],
    ['contributions', 'Asset, Contributor, Organisation, Contributed On, Paid, Partner'],
    ['interactions', 'Interaction ID, Post URL, User, Interaction Type, Created At, Partner'],
    ['texts', 'Mention ID, Source Type, Sentiment, Published At, Partner'],
    ['relationships', 'Person, Organisation, Sector, First Seen, Seen Through, Known Before, Partner'],
    ['conversations', 'Conversation ID, Partner, Conversation Date, Opportunity ID'],
    ['lead_activities', 'Lead Activity ID, Lead ID, Acted At, Lead Activity Type'],
    ['partners', 'Partner ID, Partner Name, Tier, Region, Website'],
    ['customers', 'Customer ID, Customer Name, Partner, Signup Date, Churn Date, Health Score'],
    ['customers', 'Kundennummer, Kunde seit, Kunde bis, Vertriebspartner'],
    ['customers', 'Cliente, Cliente desde, Fecha de baja, Socio'],
    ['customers', 'Account ID, Start Date, End Date, Segment, Partner'],
    ['subscriptions', 'Customer, Movement Type, Movement Date, MRR, Currency'],
    [
      'subscriptions',
      'Customer External ID, Customer Name, Activity Type, Activity Date, Activity MRR Movement',
    ],
    ['subscriptions', 'Client, Date du mouvement, Type de mouvement, Variation du MRR'],
    ['integrations', 'Customer ID, Integration, Installed At, Last Used, Uninstalled At'],
    ['integrations', 'Account, App, Install Date, Last Active, Partner'],
  ])('tell that a file is of %s', (table, headers) => {
    expect(guessTables(split(headers))[0]).toMatchObject({ table, missing: [] });
  });
});

describe('proposals', () => {
  it('leave out a header whose cells are something else', async () => {
    const { proposal } = await analyseCsv(
      'Deal ID,Partner,Stage,Amount,Close Date\nD1,Nordwind,Won,Q3,2026-01-31\nD2,Südstern,Lost,Q4,2026-02-01\n',
      CONTEXT,
    );
    expect(proposal.mapping.columns.map(({ target }) => target)).not.toContain('amount');
    expect(proposal.notes.join(' ')).toContain('“Amount” is not taken for Amount: “Q3” is none.');
  });

  it('take a unique column for a missing id and the only date for a missing date', async () => {
    const { proposal } = await analyseCsv(
      'Reference No,Partner,Stage,Won on\nA-1,Nordwind,Won,2026-01-31\nA-2,Nordwind,Won,2026-02-01\n',
      { ...CONTEXT, table: 'deals' },
    );
    expect(proposal.mapping.columns.find(({ target }) => target === 'deal')!.header).toBe('Reference No');
    const leads = await analyseCsv('Lead ID,Partner,Arrived\n1,N,2026-01-31\n2,N,2026-02-01\n', {
      ...CONTEXT,
      table: 'leads',
    });
    expect(leads.proposal.mapping.columns.find(({ target }) => target === 'created')!.header).toBe('Arrived');
    expect(leads.proposal.questions).toEqual([]);
  });

  it('ask for the partner, for required columns and for values that they do not know', async () => {
    const { proposal } = await analyseCsv(
      'Deal ID,Status,Amount\nD1,won,1\nD2,Paused,2\nD3,won,2\nD4,lost,2\n',
      { ...CONTEXT, table: 'deals' },
    );
    expect(proposal.questions.map(({ kind }) => kind)).toEqual(['values', 'partner']);
    expect(proposal.questions[0]).toMatchObject({
      target: 'status',
      values: [{ value: 'Paused', count: 1 }],
      options: ['open', 'won', 'lost'],
    });
    const goals = await analyseCsv('Target\n5\n', { ...CONTEXT, table: 'goals' });
    expect(goals.proposal.questions.map((q) => (q.kind === 'required' ? q.target : q.kind))).toEqual([
      'partner',
      'metric',
      'from',
      'to',
    ]);
  });

  it('do not ask refunds for a partner: the order tells', async () => {
    const { proposal } = await analyseCsv('Returned,Order ID\nYes,O1\n', CONTEXT);
    expect(proposal.mapping.table).toBe('refunds');
    expect(proposal.questions).toEqual([]);
  });

  it('ask for an ambiguous date once, unless another column of the file decides', async () => {
    const ambiguous = 'Deal ID,Partner,Created Date,Close Date\nD1,N,03/04/2026,05/06/2026\n';
    const first = await analyseCsv(ambiguous, CONTEXT);
    expect(first.proposal.questions.map(({ kind }) => kind)).toEqual(['date-order', 'date-order']);
    const decided = await analyseCsv(`${ambiguous}D2,N,04/05/2026,12/31/2026\n`, CONTEXT);
    expect(decided.proposal.questions).toEqual([]);
    expect(decided.proposal.mapping.columns.flatMap(({ date }) => date?.order ?? [])).toEqual(['mdy', 'mdy']);

    // The answer is remembered for these headers, but a later file's own evidence is stronger.
    const answered = structuredClone(first.proposal.mapping);
    for (const column of answered.columns) if (column.date) column.date.order = 'mdy';
    const again = propose(first.analysis, CONTEXT, undefined, answered);
    expect(again).toMatchObject({ remembered: true, questions: [] });
    expect(again.mapping.columns.flatMap(({ date }) => date?.order ?? [])).toEqual(['mdy', 'mdy']);
    const other = await analyseCsv(`${ambiguous}D2,N,04/05/2026,31/12/2026\n`, CONTEXT);
    const corrected = propose(other.analysis, CONTEXT, undefined, answered);
    expect(corrected.mapping.columns.flatMap(({ date }) => date?.order ?? [])).toEqual(['dmy', 'dmy']);
  });

  it('ask again where the file of before did not decide it either, and keep what was answered', async () => {
    const head = 'Deal ID,Partner,Close Date,Amount\n';
    const whole = await analyseCsv(`${head}D1,N,2026-01-31,1500\n`, CONTEXT);
    const unclear = await analyseCsv(`${head}D2,N,03/04/2026,1.500\n`, CONTEXT);
    const next = propose(unclear.analysis, CONTEXT, undefined, whole.proposal.mapping);
    expect(next.questions.map(({ kind }) => kind)).toEqual(['date-order', 'decimal']);

    const answered = structuredClone(next.mapping);
    for (const column of answered.columns) {
      if (column.date) column.date.order = 'mdy';
      if (column.number) column.number = withDecimal(column.number, ',');
    }
    const later = propose(whole.analysis, CONTEXT, undefined, answered);
    const last = propose(unclear.analysis, CONTEXT, undefined, later.mapping);
    expect(last.mapping.columns.flatMap(({ number }) => number?.decimal ?? [])).toEqual([',']);
  });

  it('ask for dates that were turned round in part', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `D${i},N,0${1 + (i % 9)}/04/2026`).join('\n');
    const text = `Deal ID,Partner,Close Date\n${rows}\nD20,N,31/12/2025\nD21,N,30/12/2025\nD22,N,12/31/2025\n`;
    const { proposal } = await analyseCsv(text, CONTEXT);
    expect(proposal.questions).toMatchObject([{ kind: 'date-order', source: 2 }]);
    expect(proposal.mapping.columns.flatMap(({ date }) => date?.order ?? [])).toEqual(['dmy']);
  });

  it('ask for an ambiguous decimal sign, and take the currency from the cells', async () => {
    const { proposal } = await analyseCsv(
      'Deal ID,Partner,Stage,Amount\nD1,N,Won,$1.234\nD2,N,Won,$5.678\n',
      CONTEXT,
    );
    expect(proposal.questions).toEqual([
      {
        kind: 'decimal',
        source: 3,
        label: 'Amount',
        text: expect.stringContaining('1.234'),
        options: ['.', ','],
      },
    ]);
    expect(proposal.mapping.constants).toEqual({ currency: 'USD' });
  });
});

describe('a currency behind a header', () => {
  it.each([
    ['Betrag (EUR)', 'EUR'],
    ['Amount in USD', 'USD'],
    ['amount_gbp', 'GBP'],
    ['受注金額（円）', 'JPY'],
    ['Kwota [zł]', 'PLN'],
  ])('names the amounts and their currency: %s', async (header, currency) => {
    const { proposal } = await analyseCsv(`Deal ID,Partner,${header}\nD1,N,12\n`, CONTEXT);
    expect(proposal.mapping.columns.map(({ target }) => target)).toContain('amount');
    expect(proposal.mapping.constants).toEqual({ currency });
  });

  it.each([
    ['Betrag (T€)', 3, 'EUR'],
    ['Amount [k$]', 3, 'USD'],
    ['Amount (in thousands)', 3, undefined],
    ['Amount (USD 000s)', 3, 'USD'],
    ['Amount (in Mio. EUR)', 6, 'EUR'],
    ['Amount (MXN)', undefined, 'MXN'],
    ['Amount (kr)', undefined, undefined],
  ])('may leave out zeros: %s', async (header, zeros, currency) => {
    const text = `Deal ID,Partner,${header}\nD1,N,1.25\n`;
    const { proposal } = await analyseCsv(text, CONTEXT);
    const amount = proposal.mapping.columns.find(({ target }) => target === 'amount');
    expect(amount?.number?.zeros).toBe(zeros);
    expect(proposal.mapping.constants.currency).toBe(currency);
    expect(proposal.notes.some((note) => note.includes('as its header says'))).toBe(zeros !== undefined);
    const { chunks } = await convertCsv(text, { ...CONTEXT, mapping: proposal.mapping });
    expect(chunks[0]!.columns.amount?.[0]).toBe(125 * 10 ** (zeros ?? 0));
  });

  it('is the yen where the headers are Japanese', async () => {
    const { proposal } = await analyseCsv('案件ID,パートナー,金額\nA1,N,"￥1,200,000"\n', CONTEXT);
    expect(proposal.mapping.constants).toEqual({ currency: 'JPY' });
  });

  it('makes no amount of anything else', async () => {
    const { proposal } = await analyseCsv('Deal ID,Partner,Stage (EUR)\nD1,N,Won\n', CONTEXT);
    expect(proposal.mapping.columns.map(({ target }) => target)).toEqual(['deal', 'partner']);
  });
});

describe('headers of nine languages', () => {
  it.each([
    ['deals', 'Numer szansy,Nazwa szansy,Partner,Etap,Data utworzenia,Data zamknięcia,Kwota,Właściciel'],
    ['deals', '案件ID,案件名,パートナー,ステージ,作成日,完了予定日,金額,担当者'],
    ['deals', '案件番号,商談名,代理店,商談状況,受注日,作成日,受注金額（円）'],
    [
      'deals',
      'Verkaufschance-Nr.,Bezeichnung,Partner,Phase,Angelegt am,Abschlussdatum,Betrag (EUR),Zuständig',
    ],
    ['deals', 'Opportunity-ID,Vertriebspartner,Phase,Betrag,Erstelldatum,Schlusstermin,Kunde'],
    ['deals', 'ID,Partenaire,Étape,Montant,Date de création,Date de clôture,Entreprise'],
    ['deals', 'ID,Socio,Etapa,Importe,Fecha de creación,Fecha de cierre,Empresa'],
    ['deals', 'ID,Parceiro,Estágio,Valor,Data de criação,Data de fechamento,Cliente'],
    ['deals', 'ID,Rivenditore,Fase,Importo,Data di creazione,Data di chiusura,Cliente'],
    ['deals', 'ID,Wederverkoper,Fase,Bedrag,Aanmaakdatum,Sluitingsdatum,Klant'],
    ['orders', 'Bestellnummer,Bestelldatum,Nettobetrag,Währung,Vertriebspartner'],
    ['orders', 'Numéro de commande,Date de commande,Montant HT,Devise,Partenaire'],
    ['orders', 'Número de pedido,Fecha del pedido,Importe neto,Moneda,Socio'],
    ['orders', 'Número do pedido,Data do pedido,Valor líquido,Moeda,Parceiro'],
    ['orders', 'Numero ordine,Data ordine,Importo netto,Valuta,Rivenditore'],
    ['orders', 'Ordernummer,Orderdatum,Nettobedrag,Valuta,Wederverkoper'],
    ['tickets', 'Ticketnummer,Betreff,Eröffnet am,Gelöst am,Vertriebspartner'],
    ['tickets', 'Numéro du ticket,Objet,Ouvert le,Résolu le,Partenaire'],
    ['tickets', 'Número de ticket,Asunto,Abierto el,Resuelto el,Socio'],
    ['tickets', 'Número do ticket,Assunto,Aberto em,Resolvido em,Parceiro'],
    ['tickets', 'Numero ticket,Oggetto,Aperto il,Risolto il,Rivenditore'],
    ['tickets', 'Ticketnummer,Onderwerp,Geopend op,Opgelost op,Wederverkoper'],
  ])('are all of %s: %s', (table, headers) => {
    const list = split(headers);
    const [guess] = guessTables(list);
    expect(guess).toMatchObject({ table, sure: true, missing: [] });
    expect(matchHeaders(list, importTable(table))).toHaveLength(list.length);
  });
});

it.each([
  ['ids and names alone', 'Id. de registro,Empresa,Nombre,Apellidos,Hora de creación,Socio'],
  [
    'days and people alone',
    'Number,Opened,Short description,Caller,State,Assigned to,Resolved,Closed,Company',
  ],
  ['a partner, a day and an amount', 'Partner,Date,Amount'],
])('%s do not say what the rows are', (_, headers) => {
  expect(guessTables(headers.split(','))[0]!.sure).toBe(false);
});

it('deals without an id are told by what only deals have', () => {
  const [guess] = guessTables(['mql_id', 'seller_id', 'won_date', 'business_segment', 'lead_type']);
  expect(guess).toMatchObject({ table: 'deals', sure: true, missing: ['deal'] });
});

it.each(['tickets', 'surveys', 'conversations'])('an agent in %s is no partner', (table) => {
  expect(matchHeaders(['Agent'], importTable(table)).map(({ column }) => column)).not.toContain('partner');
  expect(matchHeaders(['Partner'], importTable(table)).map(({ column }) => column)).toContain('partner');
});
