import type { Cell, ExportDocument } from '@/lib/export/document';
import type { LimitView } from '@/lib/messaging/views';
import { DIMENSION_WORDS } from '../../ui/dimension-words';
import { originWords, toTyped, unitWord } from '../../ui/limit-words';

const BASIS_WORDS: Readonly<Record<LimitView['basis'], string>> = {
  absolute: 'zero',
  programme: 'times the programme’s value',
  offset: 'the programme’s value',
};

/** Limits at one level, and what holds there. */
export function limitsDocument(
  about: string,
  limits: readonly LimitView[],
  currency: string,
): ExportDocument {
  const pair = (limit: LimitView, of: { warn: number; fail: number } | null): Cell[] =>
    of
      ? [Number(toTyped(of.warn, limit, currency)), Number(toTyped(of.fail, limit, currency))]
      : [null, null];
  return {
    title: `Limits of ${about}`,
    about: [['Limits of', about]],
    tables: [
      {
        title: 'Limits',
        columns: [
          'KPI',
          'Code',
          'Dimension',
          'Better',
          'Unit',
          'Counted from',
          'Warn, built in',
          'Fail, built in',
          'Warn, set here',
          'Fail, set here',
          'Warn, holds',
          'Fail, holds',
          'Holds from',
        ],
        rows: limits
          .filter(({ direction }) => direction !== 'info')
          .map((limit) => [
            limit.name,
            limit.code,
            DIMENSION_WORDS[limit.dimension],
            limit.direction,
            unitWord(limit, currency),
            limit.of ? `times the programme’s ${limit.of}` : BASIS_WORDS[limit.basis],
            ...pair(limit, limit.default),
            ...pair(limit, limit.own),
            ...pair(limit, limit.effective),
            limit.effective ? originWords(limit.effective.from, limit.effective.by) : null,
          ]),
      },
    ],
  };
}
