import type { ExportDocument } from '@/lib/export/document';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { Preset } from '@/lib/kpi/presets';
import { DIMENSION_WORDS } from '../../ui/dimension-words';

/**
 * The KPIs that scorecards show first.
 * @param about whose scorecards
 * @param preset that they are from; null where they were chosen one by one
 */
export function focusDocument(
  about: string,
  kpis: readonly string[],
  preset: Preset | null,
  definitions: readonly KpiDefinition[],
  balance: string,
): ExportDocument {
  return {
    title: `KPIs shown first on the scorecards of ${about}`,
    about: [
      ['Scorecards of', about],
      ['Preset', preset ? `${preset.model}, ${preset.objective}, ${preset.stage}` : 'none: one by one'],
      ['Balance', balance],
    ],
    tables: [
      {
        title: 'KPIs',
        columns: ['Dimension', 'KPI', 'Code', 'Id', 'Definition version', 'Shown first'],
        rows: definitions.map(({ dimension, name, code, id, version }) => [
          DIMENSION_WORDS[dimension],
          name,
          code,
          id,
          version,
          kpis.includes(id) ? 'yes' : 'no',
        ]),
      },
    ],
  };
}
