import type { ExportDocument } from '@/lib/export/document';
import { typedValue } from '@/lib/kpi/units';
import type { CreditModel, DealCreditView } from '@/lib/messaging/credit-views';

/** The settings that the chosen model depends on, in words. */
export function creditBasis({ settings, chosen, models }: DealCreditView): string {
  const { name, version } = models.find(({ id }) => id === chosen)!;
  const half = chosen === 'time-decay' ? `, half-life ${settings.halfLifeDays} days` : '';
  return `${name}, version ${version}; touches of ${settings.lookbackDays} days${half}`;
}

const percent = (share: number): number => typedValue(share, 'percent', undefined);

/** Who should be credited for a deal, by every model, and the touches that say so. */
export function creditDocument(credit: DealCreditView): ExportDocument {
  const { deal, day, parties, touches, models, chosen, range, verdict, flips, journeys } = credit;
  const rowsOf = (model: CreditModel) =>
    model.refused !== null
      ? [[model.name, model.version, model.id === chosen ? 'yes' : 'no', null, null, null, model.refused]]
      : parties.map(({ name }, party) => [
          model.name,
          model.version,
          model.id === chosen ? 'yes' : 'no',
          name,
          percent(model.shares![party]!),
          model.parts ? typedValue(model.parts[party]!, 'currency', deal.currency) : null,
          null,
        ]);
  return {
    title: `Credit for ${deal.name}`,
    about: [
      ['Deal', `${deal.name} (${deal.id}), ${deal.state}`],
      ['Amount', deal.amount === null ? 'none' : String(typedValue(deal.amount, 'currency', deal.currency))],
      ['Currency', deal.currency],
      ['As of', day],
      ['Model', creditBasis(credit)],
      ['Sample', `${touches.length} touches; learned models have ${journeys} paths`],
      ['Interval', 'none: the range over the models stands in its place'],
      ['Verdict', verdict],
      ...flips.map((flip, i) => [`Would change it, ${i + 1}`, flip] as const),
    ],
    tables: [
      {
        title: 'By model',
        columns: ['Model', 'Model version', 'Chosen', 'Party', 'Share (%)', 'Part of the amount', 'Refused'],
        rows: models.flatMap(rowsOf),
      },
      {
        title: 'Over the models',
        columns: ['Party', 'Partner id', 'Least (%)', 'Most (%)'],
        rows: parties.map(({ name, partnerId }, party) => [
          name,
          partnerId,
          percent(range[party]!.low),
          percent(range[party]!.high),
        ]),
      },
      {
        title: 'Touches',
        columns: ['When', 'Party', 'What', 'Milestones', 'Role', 'File', 'Row'],
        rows: touches.map(({ at, party, what, milestones, role, file, row }) => [
          at,
          parties[party]!.name,
          what,
          milestones.join(', ') || null,
          role,
          file,
          row,
        ]),
      },
    ],
  };
}
