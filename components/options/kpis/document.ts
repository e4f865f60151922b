import { kpiRow } from '@/lib/background/scorecard-view';
import type { ExportDocument } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import type { KpiDefinition } from '@/lib/kpi/define';
import { withHyphen } from '@/lib/kpi/format';
import { countOf } from '@/lib/kpi/sentences';
import { typedValue, unitSign } from '@/lib/kpi/units';
import type { RegisteredRule } from '@/lib/signals/registry';
import type { StoredKpi } from '@/lib/store/kpis';
import type { StoredProgramme } from '@/lib/store/types';
import { DIMENSION_WORDS } from '../../ui/dimension-words';
import { KPI_COLUMNS, kpiCells } from '../../ui/export/kpi-cells';
import { BASIS_WORDS, type Basis, type Ranked } from './ranking';
import { DIRECTION_WORDS, defaultLimitWords, windowWords } from './words';

/** How partners stand in one KPI, in the order on screen. */
export function rankingDocument(
  definition: KpiDefinition,
  basis: Basis,
  ranked: readonly Ranked[],
): ExportDocument {
  const ends = ranked.map(({ judged }) => judged.window.to).filter((day) => day > 0);
  return {
    title: `${definition.name} by partner`,
    about: [
      ['KPI', `${definition.name} (${definition.code})`],
      ['As of', ends.length > 0 ? isoDay(Math.max(...ends) - 1) : 'no figures'],
      ['Order', BASIS_WORDS[basis]],
    ],
    tables: [
      {
        title: 'Partners',
        columns: ['Rank', 'Partner', 'Partner id', 'Type', ...KPI_COLUMNS],
        rows: ranked.map((row, i) => [
          row.key === null ? null : i + 1,
          row.name,
          row.partnerId,
          row.type,
          ...kpiCells(kpiRow(definition, row.judged)),
        ]),
      },
    ],
  };
}

/** Definitions as they are shown, with the figure of the whole programme. */
export function catalogueDocument(
  definitions: readonly KpiDefinition[],
  programme: ReadonlyMap<string, StoredProgramme> | null,
  currency: string,
  signals: readonly RegisteredRule[],
): ExportDocument {
  return {
    title: 'KPI definitions',
    about: [['Interval', '95 %, of the whole programme']],
    tables: [
      {
        title: 'KPIs',
        columns: [
          'KPI',
          'Code',
          'Id',
          'Dimension',
          'Asks',
          'Timing',
          'Depth',
          'Better',
          'Window',
          'Verdict from',
          'Built-in limit',
          'Includes',
          'Leaves out',
          'Source of record',
          'Signed off by',
          'Reviewed',
          'Definition version',
          'Programme',
          'Unit',
          'n',
          '95 % from',
          '95 % to',
          'Last day',
        ],
        rows: definitions.map((kpi) => {
          const pooled = programme?.get(kpi.id)?.measurement;
          const shown = (value: number | null | undefined) =>
            value === null || value === undefined ? null : typedValue(value, kpi.unit, pooled?.currency);
          return [
            kpi.name,
            kpi.code,
            kpi.id,
            DIMENSION_WORDS[kpi.dimension],
            kpi.question,
            kpi.kind,
            kpi.depth,
            DIRECTION_WORDS[kpi.direction],
            windowWords(kpi.window),
            countOf(kpi, kpi.minimum.n),
            withHyphen(defaultLimitWords(kpi, currency)),
            kpi.includes,
            kpi.excludes,
            kpi.sourceOfRecord,
            kpi.owner,
            kpi.cadence,
            kpi.version,
            shown(pooled?.value),
            unitSign(kpi.unit, pooled?.currency),
            pooled?.n ?? null,
            shown(pooled?.low),
            shown(pooled?.high),
            pooled ? isoDay(pooled.window.to - 1) : null,
          ];
        }),
      },
      {
        title: 'Signals',
        columns: ['Signal', 'Code', 'Says so when'],
        rows: signals.map(({ name, code, description }) => [name, code ?? null, description]),
      },
    ],
  };
}

/** Every version of an own KPI, newest first, each with the whole of its definition. */
export function versionsDocument(versions: readonly StoredKpi[]): ExportDocument {
  const name = versions[0]?.definition.name ?? 'KPI';
  return {
    title: `Versions of ${name}`,
    about: [['In force', 'the newest version; figures of before carry the version that made them']],
    tables: [
      {
        title: 'Versions',
        columns: ['Version', 'Name', 'Question', 'Saved', 'In force', 'Definition'],
        rows: versions.map(({ version, at, definition }, i) => [
          version,
          definition.name,
          definition.question,
          at,
          i === 0 ? 'yes' : null,
          JSON.stringify(definition),
        ]),
      },
    ],
  };
}
