import type { ColumnDef } from './types';

/** Columns that many tables share; one definition, so that joins and aliases agree. */
export const partnerColumn: ColumnDef = {
  kind: 'key',
  domain: 'partner',
  label: 'Partner',
  description: 'Name or id of the partner, as the source writes it.',
  aliases: [
    'partner name',
    'partner id',
    'partner account',
    'partner company',
    'channel partner',
    'reseller',
    'affiliate',
    'affiliate id',
    'publisher',
    'referral partner',
    'referrer',
    'distributor',
    'agency',
    'agent',
    'sales agent',
    'partnername',
    'vertriebspartner',
    'partenaire',
    'socio',
    'parceiro',
  ],
};

/** The partner where "agent" is whoever answers: a support desk's, a survey's. */
export const partnerOfCustomer: ColumnDef = {
  ...partnerColumn,
  aliases: partnerColumn.aliases?.filter((alias) => alias !== 'agent'),
};

export const currencyColumn: ColumnDef = {
  kind: 'category',
  domain: 'currency',
  label: 'Currency',
  description: 'ISO 4217 code of the row’s money columns; the workspace currency when empty.',
  aliases: [
    'currency code',
    'iso currency',
    'deal currency',
    'currency of value',
    'waehrung',
    'devise',
    'moneda',
    'moeda',
  ],
};

export const customerColumn: ColumnDef = {
  kind: 'key',
  domain: 'customer',
  label: 'Customer',
  description: 'Id or name of the end customer.',
  aliases: [
    'customer id',
    'customer name',
    'account',
    'account id',
    'account name',
    'company',
    'company name',
    'organization',
    'client',
    'kunde',
    'cliente',
  ],
};

export const dealColumn: ColumnDef = {
  kind: 'key',
  domain: 'deal',
  label: 'Deal id',
  description: 'Id of the opportunity in its CRM.',
  aliases: ['deal', 'opportunity id', 'opportunity', 'record id', 'deal id', 'id', 'opp id'],
};

export const orderColumn: ColumnDef = {
  kind: 'key',
  domain: 'order',
  label: 'Order id',
  description: 'Number of the order that the row belongs to.',
  aliases: [
    'order',
    'order number',
    'order no',
    'order name',
    'invoice',
    'invoice number',
    'transaction id',
    'bestellnummer',
  ],
};

export const testColumn: ColumnDef = {
  kind: 'flag',
  label: 'Test record',
  description: 'Yes for test and internal records; they are counted as left out, never in a KPI.',
  aliases: ['is test', 'internal', 'test'],
};

export const linkColumn: ColumnDef = {
  kind: 'text',
  domain: 'link',
  label: 'Link',
  description: 'Address of the record in its system, opened from the evidence.',
  aliases: ['url', 'record url', 'permalink'],
};

export const personColumn: ColumnDef = {
  kind: 'key',
  domain: 'person',
  label: 'Person',
  description: 'Id, e-mail address or initials of the person.',
  aliases: ['person id', 'contact', 'user', 'user id', 'profile', 'handle', 'personne', 'persona', 'pessoa'],
};

export const organisationColumn: ColumnDef = {
  kind: 'key',
  domain: 'organisation',
  label: 'Organisation',
  description: 'Name or id of the organisation.',
  aliases: [
    'organization',
    'organisation name',
    'organization name',
    'company',
    'organizacion',
    'entreprise',
  ],
};
