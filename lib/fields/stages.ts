/** How far a deal is, from the name of its stage, in nine languages and the words of the common CRMs. */
import { foldLabel } from '../crm/labels';

export const STAGE_GROUPS = ['new', 'qualified', 'proposal', 'negotiation', 'won', 'lost'] as const;
/** A rule may name a group instead of the stages of one CRM. */
export type StageGroup = (typeof STAGE_GROUPS)[number];

/** Tested in this order: "Closed lost after negotiation" is lost. */
const WORDS: [StageGroup, RegExp][] = [
  ['lost', /lost\b|verloren|perdu|perdid|perso\b|\bpersa|przegran|abgesagt|disqualif|失注|不成立/],
  ['won', /won\b|gewonnen|gagn|ganad|ganh|\bvint[oa]|wygran|受注|成約/],
  [
    'negotiation',
    /negotiat|verhandl|negocia|negocja|onderhandel|trattativ|contract|vertrag|contrat|contratto|verbal|commit|^close$|bought in|legal|umow|交渉|契約/,
  ],
  [
    'proposal',
    /propos|quote|quotation|angebot|devis|propuest|offert|oferta|preventiv|presupuest|orcamento|presentation|prasent|demo\b|business case|decision makers|perception|evaluat|shortlist|提案|見積/,
  ],
  [
    'qualified',
    /qualif|kwalifik|discover|^develop$|needs|bedarf|analys|analis|besoin|appointment|termin|meeting|scop|sql\b|ヒアリング|要件/,
  ],
  [
    'new',
    /\bnew\b|neu\b|nouve|nuev|\bnovo|nieuw|nuov|now[ya]\b|prospect|incoming|contact made|\blead\b|mql|新規|見込/,
  ],
];

/** Stage name without what CRMs put around it: "3 – Qualified (40 %)", "Contract sent (Sales pipeline)". */
function bare(stage: string): string {
  return foldLabel(stage.replace(/\([^)]*\)/g, ' ').replace(/\d+\s*%/g, ' ')).replace(
    /^(\d+|[a-z]\d*) (?=\S)/,
    '',
  );
}

/** The group a stage belongs to; null for a company's own word that says nothing. */
export function stageGroup(stage: string): StageGroup | null {
  const name = bare(stage);
  return WORDS.find(([, words]) => words.test(name))?.[0] ?? null;
}

/** A group and all that come after it on the way to a won deal. */
export function stagesFrom(group: Exclude<StageGroup, 'lost'>): StageGroup[] {
  return STAGE_GROUPS.slice(STAGE_GROUPS.indexOf(group), STAGE_GROUPS.indexOf('won') + 1);
}

/** Whether a rule's list of stages holds the stage: by its name in the CRM, or by its group. */
export function inStages(stage: string, stages: readonly string[]): boolean {
  const names = [foldLabel(stage), bare(stage)];
  const group = stageGroup(stage);
  return stages.some((one) => names.includes(foldLabel(one)) || one === group);
}
