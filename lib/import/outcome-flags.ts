/** Columns of yes and no that tell together how a deal ended: "Is Won", "Is Closed". */
import { type ColumnDef, type FactTable, NO_FLAG } from '@/lib/facts/types';
import type { FileAnalysis } from './analyse';
import { isNothing, parseFlag } from './categories';
import { foldHeader } from './fold-header';
import type { MappedColumn } from './mapping';
import type { ColumnProfile } from './profile';

/** What a yes in the column says of the deal. */
export type OutcomeFlag = 'won' | 'lost' | 'closed' | 'open';

/** Column of yes and no. */
export const FLAG_COLUMN: ColumnDef = { kind: 'flag', label: 'Flag', description: 'Yes or no.' };

const NAMES: Record<OutcomeFlag, string> = {
  won: 'won | closed won | gewonnen | gagné | gagnée | ganado | ganada | cerrado ganado | ganho | ganha | fechado ganho | fechado e ganho | vinto | vinta | chiuso vinto | wygrana | wygrane | wygrany | vunnet | vunnen | vundet | voitettu | vyhráno | megnyert | nyert | kazanıldı | выиграна | выиграно | 受注 | 成約 | 成立 | 赢单 | 已赢单 | 贏單 | 수주 | 성사',
  lost: 'lost | closed lost | verloren | perdu | perdue | perdido | perdida | cerrado perdido | fechado perdido | fechado e perdido | perso | persa | chiuso perso | przegrana | przegrane | przegrany | tapt | förlorad | tabt | hävitty | prohráno | elveszett | kaybedildi | проиграна | проиграно | 失注 | 输单 | 已输单 | 실주',
  closed:
    'closed | geschlossen | abgeschlossen | fermé | fermée | clos | close | clôturé | clôturée | cerrado | cerrada | fechado | fechada | encerrado | encerrada | chiuso | chiusa | gesloten | zamknięta | zamknięte | zamknięty | lukket | stängd | avslutad | avsluttet | suljettu | uzavřeno | lezárt | kapalı | kapatıldı | закрыта | закрыто | 完了 | クローズ | 已关闭 | 已關閉 | 종료',
  open: 'open | still open | offen | ouvert | ouverte | abierto | abierta | aberto | aberta | aperto | aperta | otwarta | otwarte | åpen | öppen | åben | avoin | otevřeno | açık | открыта | открыто | 未完了 | 进行中 | 진행중',
};

const FLAGS = new Map(
  (Object.entries(NAMES) as [OutcomeFlag, string][]).flatMap(([flag, names]) =>
    names.split(' | ').map((name) => [foldHeader(name), flag] as const),
  ),
);

/** What stands around the word: "Deal: Is Won?", "Opportunity Closed (Y/N)", "won_flag". */
const BEFORE =
  /^(?:hs |(?:the )?(?:deal|opportunity|opp|oportunidad|oportunidade|opportunita|opportunite|opportunity|verkaufschance|negocio) )?(?:(?:is|was|has been|ist|est|es|esta|e|jest|er) )?(?:(?:deal|opportunity) )?/;
const AFTER = /(?: (?:flag|indicator|yes no|y n|ja nein|j n|oui non|o n|si no|s n|sim nao))+$/;
const FLAG_BEHIND = new RegExp(`${foldHeader('フラグ')}$`);

function flagOf(header: string): OutcomeFlag | undefined {
  const folded = foldHeader(header).replace(AFTER, '').replace(FLAG_BEHIND, '');
  return FLAGS.get(folded) ?? FLAGS.get(folded.replace(BEFORE, ''));
}

function holdsFlags({ filled, top }: ColumnProfile): boolean {
  if (filled === 0) return false;
  const count = (cells: typeof top) => cells.reduce((sum, cell) => sum + cell.count, 0);
  const said = top.filter(({ value }) => !isNothing(value, false));
  const flags = said.filter(({ value }) => parseFlag(value, FLAG_COLUMN) !== null);
  return flags.length > 0 && count(flags) >= count(said) / 2;
}

/** @returns what a yes in this column says of a deal; undefined where header or cells are not of that kind */
export function outcomeFlag(table: FactTable, profile: ColumnProfile): OutcomeFlag | undefined {
  if (table.id !== 'deals') return undefined;
  const flag = flagOf(profile.header);
  return flag && holdsFlags(profile) ? flag : undefined;
}

/** The first column of each kind that the file has. */
export function outcomeProfiles(table: FactTable, { columns }: FileAnalysis): ColumnProfile[] {
  const seen = new Set<OutcomeFlag>();
  return columns.filter((profile) => {
    const flag = outcomeFlag(table, profile);
    if (!flag || seen.has(flag)) return false;
    seen.add(flag);
    return true;
  });
}

/** "Open" is "closed" the other way round. */
const kindOf = (flag: OutcomeFlag) => (flag === 'open' ? 'closed' : flag);

/**
 * The columns that tell the status together: at least two that say different things, and no column that says the status
 * itself. Else none, and each is read by its own values.
 */
export function outcomeColumns(columns: readonly MappedColumn[]): MappedColumn[] {
  const status = columns.filter(({ target }) => target === 'status');
  const kinds = new Set(status.map(({ outcome }) => outcome && kindOf(outcome)));
  return kinds.size >= 2 && !kinds.has(undefined) ? status : [];
}

/** What a lone flag says for sure: a deal that is not won may be open or lost. */
const SURE: Record<OutcomeFlag, readonly [told: 0 | 1, status: string]> = {
  won: [1, 'won'],
  lost: [1, 'lost'],
  closed: [0, 'open'],
  open: [1, 'open'],
};

/**
 * Columns with the values of those flags that stand alone. What a lone one does not say stays empty, for the stage or a
 * person to say.
 */
export function settleOutcome(
  columns: readonly MappedColumn[],
  { columns: profiles }: FileAnalysis,
): MappedColumn[] {
  const together = outcomeColumns(columns).length > 0;
  return columns.map((column) => {
    const { outcome, values, ...rest } = column;
    if (!outcome) return column;
    if (together) return { ...rest, outcome };
    if (values) return column;
    const [told, status] = SURE[outcome];
    const own = (profiles[column.source]?.top ?? []).flatMap(({ value }): [string, string][] => {
      const flag = parseFlag(value, FLAG_COLUMN);
      return flag === null ? [] : [[value, flag === told ? status : '']];
    });
    return { ...rest, outcome, values: Object.fromEntries(own) };
  });
}

/** What a lone flag leaves open, for a person. */
const LEFT: Record<OutcomeFlag, string> = {
  won: 'which deals are won, but not whether the others are open or lost',
  lost: 'which deals are lost, but not whether the others are open or won',
  closed: 'which deals are open, but not whether the others are won or lost',
  open: 'which deals are open, but not whether the others are won or lost',
};

/** What the status of deals is made of, where columns of yes and no tell it. */
export function outcomeNotes(columns: readonly MappedColumn[]): string[] {
  const together = outcomeColumns(columns);
  if (together.length > 0) {
    const names = new Intl.ListFormat('en').format(together.map(({ header }) => `“${header}”`));
    return [
      `Status follows from ${names}: won, lost or open. Rows in which these contradict one another are listed as bad.`,
    ];
  }
  if (columns.some(({ target }) => target === 'stage')) return [];
  return columns.flatMap(({ outcome, header }) =>
    outcome
      ? [`“${header}” says ${LEFT[outcome]}: those have no status, unless you choose what its values mean.`]
      : [],
  );
}

/** Whether an empty cell of the column is a box without a tick. */
export function hasOnlyTicks({ top }: ColumnProfile): boolean {
  return !top.some(({ value }) => parseFlag(value, FLAG_COLUMN) === 0);
}

/** A cell that another one contradicts: positions among the columns. */
export interface Contradiction {
  at: number;
  other: number;
}

/**
 * Status of one deal.
 * @param flags what the columns are, in order
 * @param cells 1 = yes, 0 = no, `NO_FLAG` = nothing, as many
 * @returns '' where they do not tell
 */
export function outcomeOf(
  flags: readonly OutcomeFlag[],
  cells: ArrayLike<number>,
): 'won' | 'lost' | 'open' | '' | Contradiction {
  const said: Partial<Record<'won' | 'lost' | 'closed', { yes: boolean; at: number }>> = {};
  for (const [at, flag] of flags.entries()) {
    const cell = cells[at]!;
    if (cell === NO_FLAG) continue;
    const yes = (cell === 1) !== (flag === 'open');
    const kind = kindOf(flag);
    const before = said[kind];
    if (before && before.yes !== yes) return { at, other: before.at };
    said[kind] ??= { yes, at };
  }
  const { won, lost, closed } = said;
  if (won?.yes && lost?.yes) return { at: won.at, other: lost.at };
  for (const end of [won, lost])
    if (end?.yes && closed && !closed.yes) return { at: end.at, other: closed.at };
  if (won?.yes) return 'won';
  if (lost?.yes) return 'lost';
  if (closed && !closed.yes) return 'open';
  // Neither won nor lost.
  if (won && lost) return closed ? { at: closed.at, other: won.at } : 'open';
  if (closed && won) return 'lost';
  return closed && lost ? 'won' : '';
}
