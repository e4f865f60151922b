import type { ExportDocument } from '@/lib/export/document';
import { isoDay } from '@/lib/facts/time';
import { formatInterval, withHyphen } from '@/lib/kpi/format';
import type { EvidenceView } from '@/lib/messaging/views';
import { rangeText, STATE_WORDS, stateOf, valueText } from '../state';

/** The number whose rows these are, as it stands above them. */
export function evidenceAbout({ kpi, partner, definition, check }: EvidenceView): ExportDocument['about'] {
  const rate = kpi.state === 'confident' || kpi.state === 'provisional';
  const range = rate ? rangeText(kpi) : null;
  return [
    ['Partner', partner?.name ?? 'The whole programme'],
    ['KPI', `${kpi.name} (${kpi.code})`],
    ['Definition version', String(definition.version)],
    ['Window', `${isoDay(kpi.window.from)} to ${isoDay(kpi.window.to - 1)}`],
    ['Value', withHyphen(valueText(kpi).main)],
    ['State', STATE_WORDS[stateOf(kpi)]],
    ['n', String(kpi.n)],
    [
      '95 % interval',
      (rate && withHyphen(formatInterval(kpi.low, kpi.high, kpi.unit, kpi.currency))) || 'none',
    ],
    ...(kpi.attribution
      ? ([['Model', `${kpi.attribution.name}, version ${kpi.attribution.version}`]] as const)
      : []),
    ...(range ? ([['Over the models', withHyphen(range)]] as const) : []),
    ...(check
      ? ([['Recomputed', `${check.same ? 'the same' : 'NOT the same'}, from ${check.rows} rows`]] as const)
      : []),
  ];
}
