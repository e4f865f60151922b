import type { KpiDefinition } from './define';
import type { Measurement } from './types';

type Counted = Pick<Measurement, 'value' | 'numerator' | 'denominator' | 'currency'>;

/** What turns numerator over denominator into the value; null where the value is no such quotient. */
function factorOf({ value, numerator, denominator }: Counted): number | null {
  if (value === null || numerator === null || !denominator) return null;
  const quotient = numerator / denominator;
  return quotient === 0 ? null : value / quotient;
}

/**
 * The programme's value without a partner: what is left of numerator and denominator when the partner's are taken away.
 *
 * @param programme pooled over all partners
 * @returns null where the partner's parts are no parts of the programme's: medians, scores, counts of different values,
 *   and where the partner is all there is
 */
export function othersValue(
  { formula }: Pick<KpiDefinition, 'formula'>,
  programme: Counted,
  partner: Counted,
): number | null {
  if (formula?.kind === 'rate' && [formula.events, formula.exposure].some(({ kind }) => kind === 'distinct'))
    return null;
  const factor = factorOf(programme);
  if (factor === null || programme.currency !== partner.currency) return null;
  const own = factorOf(partner);
  const none = partner.value === 0 && partner.numerator === 0 && partner.denominator !== null;
  if (!none && (own === null || Math.abs(own - factor) > 1e-6 * Math.abs(factor))) return null;
  const numerator = programme.numerator! - partner.numerator!;
  const denominator = programme.denominator! - partner.denominator!;
  return denominator > 0 && numerator >= 0 ? (factor * numerator) / denominator : null;
}

/** From this relative difference on, the programme is told with the partner and without. */
const TELLING = 0.05;

/**
 * What a partner is compared with, as values with their names: the other partners, and the whole programme where that
 * differs by more than 5 %; the programme alone where the others cannot be told apart.
 */
export function comparedWith(
  definition: Pick<KpiDefinition, 'formula'>,
  programme: Counted,
  partner: Counted,
): { of: 'others' | 'programme'; value: number }[] {
  if (programme.value === null) return [];
  const whole = { of: 'programme', value: programme.value } as const;
  const others = othersValue(definition, programme, partner);
  if (others === null) return [whole];
  const rest = { of: 'others', value: others } as const;
  return Math.abs(others - whole.value) > TELLING * Math.abs(others) ? [rest, whole] : [rest];
}
