import type { Comparison, MatchedComparison, Side } from '@/lib/kpi/experiments/types';
import { formatInterval, formatValue, NO_VALUE } from '@/lib/kpi/format';
import { formatCount } from '../parts/format';
import { figureColumns, ScrollTable } from '../parts/ScrollTable';
import table from '../parts/table.module.css';
import { doorTo, doorToMade, type OpenDoor } from './door';
import styles from './Experiments.module.css';
import { differenceMade, type Made, sensitivityMade } from './made';
import { RowsButton } from './RowsButton';

interface Shown {
  comparisons: readonly (Comparison | MatchedComparison)[];
  /** What the two sides are called. */
  sides: readonly [exposed: string, others: string];
  label: string;
  currency: string;
  revision: number;
  onRows: OpenDoor;
}

/** Clear is what has an interval without no difference in it. */
export const isClear = ({ low, high }: Pick<Comparison, 'low' | 'high'>): boolean =>
  low !== null && high !== null && (low > 0 || high < 0);

const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text);

/** Figures of two groups beside each other, the difference with its interval, and the rows of each. */
export function ComparisonTable({ comparisons, sides, label, currency, revision, onRows }: Shown) {
  const sensitive = comparisons.some(({ sensitivity }) => sensitivity !== null);
  const unmatched = comparisons.some((each) => 'unmatched' in each);
  const open = ({ name, exposed, others }: Comparison, what: string, made: Made) =>
    onRows(doorToMade(`${name}: ${what}`, revision, made, exposed, others));
  return (
    <ScrollTable
      label={label}
      columns={figureColumns(
        'Figure',
        ...sides,
        'Difference',
        ...(sensitive ? ['E-value'] : []),
        ...(unmatched ? ['Without a like'] : []),
      )}
      className={styles.comparison}
    >
      <tbody>
        {comparisons.map((each) => (
          <tr key={each.id}>
            <th scope="row">
              {each.name}
              <span className={table.note}>{each.how}</span>
            </th>
            {([0, 1] as const).map((i) => (
              <SideCell
                key={sides[i]}
                of={each}
                side={i === 0 ? each.exposed : each.others}
                name={sides[i]}
                currency={currency}
                onOpen={(side) => onRows(doorTo(`${each.name}: ${sides[i]}`, revision, side))}
              />
            ))}
            <DifferenceCell
              of={each}
              currency={currency}
              onOpen={() => open(each, 'difference', differenceMade(each, sides, currency))}
            />
            {sensitive && (
              <SensitivityCell
                of={each}
                onOpen={() => open(each, 'E-value', sensitivityMade(each, sides, currency))}
              />
            )}
            {unmatched && (
              <td className={table.figures}>
                {'unmatched' in each && (
                  <Unmatched of={each} sides={sides} revision={revision} onRows={onRows} />
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function SideCell({
  of,
  side,
  name,
  currency,
  onOpen,
}: {
  of: Comparison;
  side: Side;
  name: string;
  currency: string;
  onOpen: (side: Side) => void;
}) {
  const { value, low, high } = side;
  const n = formatCount(side.rows.length);
  return (
    <td className={table.figures}>
      <RowsButton
        name={`Rows of ${of.name}, ${name}`}
        figure={value === null ? NO_VALUE : formatValue(value, of.unit, currency)}
        onOpen={() => onOpen(side)}
      />
      <span className={table.note}>{formatInterval(low, high, of.unit, currency)}</span>
      <span className={table.note}>n {n}</span>
    </td>
  );
}

/** A difference of shares is in points: 5 % less 3 % is not 2 % less. */
export const differenceUnit = (of: Comparison) => (of.unit === 'percent' ? 'points' : of.unit);

function DifferenceCell({ of, currency, onOpen }: { of: Comparison; currency: string; onOpen: () => void }) {
  if (of.difference === null)
    return (
      <td className={`${table.figures} ${styles.why}`}>
        <span className={styles.unknown}>Not yet knowable</span>
        <span className={table.note}>{of.reason}</span>
      </td>
    );
  const scale = of.unit === 'percent' ? 100 : 1;
  const unit = differenceUnit(of);
  const at = (value: number | null) => (value === null ? null : value * scale);
  const clear = isClear(of);
  return (
    <td className={table.figures}>
      <span className={clear ? styles.clear : styles.unclear}>
        <RowsButton
          name={`Difference of ${of.name}`}
          figure={signed(formatValue(of.difference * scale, unit, currency), of.difference)}
          onOpen={onOpen}
        />
      </span>
      <span className={table.note}>{formatInterval(at(of.low), at(of.high), unit, currency)}</span>
      <span className={table.note}>{clear ? 'clear' : 'may be chance'}</span>
    </td>
  );
}

function SensitivityCell({ of: { name, sensitivity }, onOpen }: { of: Comparison; onOpen: () => void }) {
  if (!sensitivity) return <td className={table.figures}>{NO_VALUE}</td>;
  const digits = (value: number) => value.toFixed(2);
  return (
    <td className={table.figures}>
      <RowsButton name={`E-value of ${name}`} figure={digits(sensitivity.point)} onOpen={onOpen} />
      {sensitivity.interval !== null && (
        <span className={table.note}>interval {digits(sensitivity.interval)}</span>
      )}
    </td>
  );
}

function Unmatched({
  of: { name, unmatched, exposed, others },
  sides,
  revision,
  onRows,
}: {
  of: MatchedComparison;
  sides: readonly [string, string];
  revision: number;
  onRows: OpenDoor;
}) {
  const lines = [
    { side: sides[0], left: unmatched.exposed, matched: exposed.rows.length },
    { side: sides[1], left: unmatched.others, matched: others.rows.length },
  ];
  return lines.map(({ side, left, matched }) => {
    const all = left.rows.length + matched;
    const share = all === 0 ? NO_VALUE : formatValue(left.rows.length / all, 'percent');
    return (
      <span key={side} className={styles.line}>
        <RowsButton
          name={`Rows without a like of ${name}, ${side}`}
          figure={share}
          onOpen={() => onRows(doorTo(`${name}: ${side}, without a like`, revision, left))}
        />{' '}
        <span className={styles.side}>{side}</span>
      </span>
    );
  });
}
