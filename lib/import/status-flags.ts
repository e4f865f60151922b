/** How far deals are, from columns that say yes or no: "Is Won", "Is Closed", "Gewonnen?". */
import type { FactTable } from '@/lib/facts/types';
import type { FileAnalysis } from './analyse';
import { isNothing, parseFlag } from './categories';
import { foldHeader } from './fold-header';
import type { MappedColumn } from './mapping';
import type { ColumnProfile } from './profile';

/** What columns say, in the order in which they count: a deal that is won is closed, too. */
const SAYS = {
  won: /^(?:hs )?(?:is |has been |deal |opportunity )*(?:closed )?(?:won|gewonnen|gewonnene|gagnee?|ganad[ao]|ganh[ao]|vint[ao]|wygran[aey]|受注)$/,
  lost: /^(?:hs )?(?:is |has been |deal |opportunity )*(?:closed )?(?:lost|verloren|perdue?|perdid[ao]|pers[ao]|przegran[aey]|失注)$/,
  closed:
    /^(?:hs )?(?:is |has been |deal |opportunity )*(?:closed|geschlossen|abgeschlossen|fermee?|cloturee?|cerrad[ao]|fechad[ao]|chius[ao]|gesloten|zamkniet[aey]|クローズ)$/,
} as const;
type Says = keyof typeof SAYS;
const ORDER = ['won', 'lost', 'closed'] as const;

const FLAG = { kind: 'flag', label: '', description: '' } as const;

/** More spellings of yes, no and nothing than this are no flag. */
const MOST_SPELLINGS = 8;

const isFlag = ({ top, filled }: ColumnProfile): boolean =>
  filled > 0 &&
  top.length <= MOST_SPELLINGS &&
  top.every(({ value }) => parseFlag(value, FLAG) !== null || isNothing(value, false));

/** The header's words and, without the name of the object before a dash, those behind it: "Deal - Won". */
const spellings = (header: string): string[] =>
  [header, header.split(/\s[-–]\s/).at(-1)!].map((one) => foldHeader(one));

export interface StatusFlags {
  /** Columns for the status, the first that says something counts. */
  columns: MappedColumn[];
  /** One sentence for the mapping page. */
  note: string;
}

/**
 * Columns of a deals file that together say the outcome; null where none does.
 * Won is won; lost is lost; closed and not won is lost where won ones are told, and what is neither is open as far as
 * a column says so. What no column says stays empty, so that the name of the stage may say it.
 */
export function statusFlags(table: FactTable, { columns }: FileAnalysis): StatusFlags | null {
  if (table.id !== 'deals') return null;
  const found = new Map<Says, ColumnProfile>();
  for (const says of ORDER) {
    const column = columns.find(
      (one) => isFlag(one) && spellings(one.header).some((words) => SAYS[says].test(words)),
    );
    if (column) found.set(says, column);
  }
  if (found.size === 0) return null;
  const has = (says: Says) => found.has(says);
  // What yes and no say; the earlier columns have spoken for their yes.
  const MEANS: Record<Says, readonly [yes: string, no: string]> = {
    won: ['won', ''],
    lost: ['lost', has('won') && !has('closed') ? 'open' : ''],
    closed: [has('won') ? 'lost' : '', 'open'],
  };
  const mapped = ORDER.flatMap((says): MappedColumn[] => {
    const profile = found.get(says);
    if (!profile) return [];
    const values = Object.fromEntries(
      profile.top.flatMap(({ value }) => {
        const flag = parseFlag(value, FLAG);
        return flag === null ? [] : [[value, MEANS[says][flag === 1 ? 0 : 1]]];
      }),
    );
    return [{ source: profile.source, header: profile.header, target: 'status', values }];
  });
  const names = mapped.map(({ header }) => `“${header}”`);
  const told = new Set(mapped.flatMap(({ values }) => Object.values(values!)));
  const outcomes = ['won', 'lost', 'open'].filter((outcome) => told.has(outcome));
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  return {
    columns: mapped,
    note: `${list.format(names)} ${names.length > 1 ? 'say' : 'says'} which deals are ${list.format(outcomes)}.`,
  };
}
