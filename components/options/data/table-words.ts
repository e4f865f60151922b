import { factTables } from '@/lib/facts/registry';

/** Tables that hold no facts, in a person's words. */
export const WORDS: Readonly<Record<string, string>> = {
  partners: 'Partner directory',
  verdicts: 'Partners told to be one, or not',
  partnerHistory: 'Partners before an import',
  dictionaries: 'Names and texts of the facts',
  confirmations: 'Rows that repeated what was known',
  scorecards: 'Computed scorecards',
  bases: 'Figures behind the scorecards',
  programme: 'Figures of the whole programme',
  standings: 'Figures by KPI',
  imports: 'List of imports',
  rejects: 'Rejected rows',
  mappings: 'Remembered mappings',
  begun: 'Files of imports under way',
  staging: 'Imports under way',
  stagedBlocks: 'Rows of imports under way',
  limits: 'Limits',
  rules: 'Required-field rules',
  plans: 'Tracking plans',
  focus: 'KPIs shown first',
  kpis: 'KPIs of your own',
  settings: 'Settings',
  seen: 'Worklist',
  siteFields: 'Fields seen on sites',
  siteChoices: 'Names that were asked for',
  lessons: 'Taught sites',
  packs: 'Scorecard packs',
  packParts: 'What packs bring',
  packCards: 'Scorecards of packs',
  signers: 'Trusted signers',
  keys: 'Key that signs your packs',
  sources: 'Sources',
  sourceRuns: 'Runs of sources',
  sourcePages: 'Pages read by sources',
  sourceRecords: 'Records known from sources',
  snapshots: 'What you saw on CRM pages',
  snapshotSites: 'Sites whose pages are remembered',
};

/** What a table is called on screen. */
export const tableWords = (table: string): string => factTables[table]?.name ?? WORDS[table] ?? table;
