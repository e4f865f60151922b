import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { Scorecard } from '@/components/ui/Scorecard';
import { SignalList } from '@/components/ui/SignalList';
import { VerdictList } from '@/components/ui/VerdictList';
import type { Verdict } from '@/lib/kpi/types';
import { extremes } from '../fixtures/extremes';
import { expectAccessible, harness } from '../fixtures/harness';
import { kpi, kpis } from '../fixtures/kpis';
import { scorecard, signals, verdicts } from '../fixtures/scorecard';

harness();

const table = () => screen.getByRole('table', { name: 'Scorecard' });
const names = () =>
  within(table())
    .getAllByRole('rowheader')
    .map((header) => header.textContent);
const cells = (name: string) => {
  const row = within(table()).getByRole('rowheader', { name }).closest('tr')!;
  return [...row.children].map((cell) => cell.textContent);
};

describe('Scorecard', () => {
  test('has the columns KPI, value, limit, state, and a row for every KPI', async () => {
    const { container } = render(<Scorecard scorecard={scorecard} onOpen={() => {}} />);
    expect(
      within(table())
        .getAllByRole('columnheader')
        .map((header) => header.textContent),
    ).toEqual(['KPI', 'Value', 'Limit', 'State']);
    expect(names().sort()).toEqual(kpis.map((each) => each.name).sort());
    await expectAccessible(container);
  });

  test('each row says value with n, limit and state in words', () => {
    render(<Scorecard scorecard={scorecard} onOpen={() => {}} />);
    const [name, value, limit, state] = cells('Discount rate');
    expect(name).toBe('Discount rate');
    expect(value).toBe('31\u00a0%n 18');
    expect(limit).toMatch(/≤ 15\u00a0%$/);
    expect(state).toBe('fail');
    expect(cells('Chargeback rate')[3]).toBe('not yet sure');
    expect(cells('CSAT')[3]).toBe('too few');
    expect(cells('No-show rate')[3]).toBe('not measured');
    expect(cells('Partner-sourced revenue, gross').slice(2)).toEqual(['–', 'no limit']);
  });

  test('deep comes before surface and what is not measured comes last, within each dimension', () => {
    const rows = [
      kpi({ kpi: 'a', name: 'A', state: 'not-measured', grade: null }),
      kpi({ kpi: 'b', name: 'B', depth: 'surface', value: 1, n: 1 }),
      kpi({ kpi: 'c', name: 'C', value: 1, n: 1 }),
      kpi({ kpi: 'd', name: 'D', dimension: 'quality', value: 1, n: 1 }),
    ];
    render(<Scorecard scorecard={{ ...scorecard, kpis: rows }} onOpen={() => {}} />);
    expect(names()).toEqual(['C', 'B', 'A', 'D']);
    expect(screen.getByRole('rowgroup', { name: 'Quality' })).toBeTruthy();
  });

  test('a dimension’s bar shows its KPIs alone and again all', async () => {
    render(<Scorecard scorecard={scorecard} onOpen={() => {}} />);
    const quality = screen.getByRole('button', { name: 'Quality' });
    await userEvent.click(quality);
    expect(quality.getAttribute('aria-pressed')).toBe('true');
    expect(names()).toEqual(['Deal margin', 'Discount rate', 'Refund rate']);
    await userEvent.click(quality);
    expect(names()).toHaveLength(kpis.length);
  });

  test('overall score, coverage and every dimension’s score open what they are made of', async () => {
    const onOpen = vi.fn();
    render(<Scorecard scorecard={scorecard} onOpen={onOpen} />);
    for (const name of ['82 % of what counts is measured', '52 of 100', 'Quality score 41'])
      await userEvent.click(screen.getByRole('button', { name }));
    expect(onOpen.mock.calls.map(([door]) => door)).toEqual([
      'score:coverage',
      'score:overall',
      'score:quality',
    ]);
    expect(names()).toHaveLength(kpis.length);
  });

  test('a dimension without a measured KPI reads as not measured, not as zero', async () => {
    render(<Scorecard scorecard={scorecard} onOpen={() => {}} />);
    const score = screen.getByRole('button', { name: /Network score/ });
    expect(score.textContent).toContain('not measured');
    expect(score.textContent).not.toContain('0');
    await userEvent.click(screen.getByRole('button', { name: 'Network' }));
    expect(screen.getByText('No KPI of Network is defined.')).toBeTruthy();
  });

  test('coverage is said in words', () => {
    render(<Scorecard scorecard={scorecard} onOpen={() => {}} />);
    expect(screen.getByText('82 % of what counts is measured')).toBeTruthy();
  });

  test('the overall score names the weights that it was made by', () => {
    const { rerender } = render(<Scorecard scorecard={scorecard} onOpen={() => {}} />);
    const overall = () => screen.getByText(/^Overall/).textContent;
    expect(overall()).toBe('Overall 52 of 100 from 4 of 5 dimensions: each dimension alike');
    const dimensions = { performance: 40, quality: 30, trust: 10, operations: 10, network: 10 };
    const weights = { dimensions, from: 'type', version: 3 } as const;
    rerender(<Scorecard scorecard={{ ...scorecard, weights }} onOpen={() => {}} />);
    expect(overall()).toMatch(/: Performance 40, Quality 30, .*\(set for its type, version 3\)$/);
  });

  test('an overall score that a gate caps says so, where its dimensions make more', () => {
    const { rerender } = render(<Scorecard scorecard={{ ...scorecard, score: 49 }} onOpen={() => {}} />);
    const overall = () => screen.getByText(/^Overall/).textContent;
    expect(overall()).toContain('; a gate fails for certain and keeps it below 50');
    const low = scorecard.dimensions.map((each) => ({ ...each, score: 49 }));
    rerender(<Scorecard scorecard={{ ...scorecard, score: 49, dimensions: low }} onOpen={() => {}} />);
    expect(overall()).toBe('Overall 49 of 100: each dimension alike');
  });

  test('every value opens what is behind it, also the missing one', async () => {
    const onOpen = vi.fn();
    render(<Scorecard scorecard={scorecard} onOpen={onOpen} />);
    expect(within(table()).getAllByRole('button')).toHaveLength(kpis.length);
    for (const [name, id] of [
      ['Win rate', 'win_rate'],
      ['No-show rate', 'no_show'],
    ] as const) {
      const row = within(table()).getByRole('rowheader', { name }).closest('tr')!;
      const button = within(row).getByRole('button');
      await userEvent.click(button);
      expect(onOpen).toHaveBeenLastCalledWith(id, button);
    }
  });

  test('a short list can be opened to all', async () => {
    render(<Scorecard scorecard={scorecard} onOpen={() => {}} first={['discount_rate']} />);
    expect(names()).toEqual(['Discount rate']);
    await userEvent.click(screen.getByRole('button', { name: `Show all ${kpis.length} KPIs` }));
    expect(names()).toHaveLength(kpis.length);
  });

  test('many KPIs without a number wait behind a button, and a dimension shows its own', async () => {
    const empty = Array.from({ length: 6 }, (_, i) =>
      kpi({ kpi: `u${i}`, name: `U${i}`, dimension: 'trust', state: 'not-measured', grade: null }),
    );
    const one = kpi({ kpi: 'win', name: 'Win rate', value: 0.4, n: 40 });
    render(<Scorecard scorecard={{ ...scorecard, kpis: [one, ...empty] }} onOpen={() => {}} />);
    expect(names()).toEqual(['Win rate']);
    await userEvent.click(screen.getByRole('button', { name: 'Trust' }));
    expect(names()).toEqual(empty.map(({ name }) => name));
    await userEvent.click(screen.getByRole('button', { name: 'Show every dimension' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show 6 not measured' }));
    expect(names()).toHaveLength(7);
  });

  test('long names, no sample and negative money are accessible', async () => {
    if (extremes.state !== 'partner') throw new Error('fixture');
    const { container } = render(<Scorecard scorecard={extremes.scorecard} onOpen={() => {}} />);
    expect(cells('Escalation rate').slice(1, 2)).toEqual(['0\u00a0%n 400']);
    await expectAccessible(container);
  });
});

describe('VerdictList', () => {
  test('asks and answers both questions in order', async () => {
    const { container } = render(<VerdictList scorecard={scorecard} onOpen={() => {}} />);
    const items = within(screen.getByRole('list', { name: 'Verdicts' })).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/^Is it working\?Yes/),
      expect.stringMatching(/^Is it working in the right way\?No, three limits broken for certain/),
    ]);
    await expectAccessible(container);
  });
});

describe('VerdictList reasons', () => {
  const [yes, no] = verdicts;
  const opened = async (name: string, verdict: Partial<Verdict>) => {
    const onOpen = vi.fn();
    const card = { ...scorecard, verdicts: [yes!, { ...no!, ...verdict }] };
    const { container } = render(<VerdictList scorecard={card} onOpen={onOpen} />);
    await userEvent.click(screen.getByRole('button', { name }));
    await expectAccessible(container);
    return onOpen.mock.calls.map(([kpi]) => kpi);
  };
  const because = [{ kpi: 'discount_rate', text: 'Discount rate 31 % over the 15 % cap' }];

  test('open what is behind them', async () => {
    expect(await opened('Discount rate 31 % over the 15 % cap', { because })).toEqual(['discount_rate']);
  });

  test('are named where they are not told, and counted where they are many', async () => {
    const also = scorecard.kpis.map(({ kpi }) => kpi);
    const [first] = scorecard.kpis;
    expect(await opened(first!.name, { because, also })).toEqual([first!.kpi]);
    expect(screen.getByText(/^also/).textContent).toMatch(new RegExp(` and ${also.length - 4} more$`));
  });
});

describe('finding a KPI', () => {
  const many = Array.from({ length: 20 }, (_, i) => ({
    ...scorecard.kpis[0]!,
    kpi: `kpi-${i}`,
    code: `K${i + 10}`,
    name: `Figure ${i}`,
  }));
  const found = () => screen.queryAllByRole('rowheader').map((one) => one.textContent);

  test('looks at all of them, by words of the name or by code', async () => {
    const { container } = render(
      <Scorecard scorecard={{ ...scorecard, kpis: many }} onOpen={() => {}} first={['kpi-1']} />,
    );
    expect(found()).toEqual(['Figure 1']);
    const field = screen.getByRole('textbox', { name: 'Find a KPI' });
    await userEvent.type(field, 'k22');
    expect(found()).toEqual(['Figure 12']);
    await userEvent.clear(field);
    await userEvent.type(field, '7 fig');
    expect(found()).toEqual(['Figure 7', 'Figure 17']);
    await userEvent.type(field, 'x');
    expect(screen.getByText('No KPI is called “7 figx”.').closest('[role=status]')).toBeTruthy();
    await expectAccessible(container);
    await userEvent.type(field, '{Escape}');
    expect(found()).toEqual(['Figure 1']);
  });

  test('is reached by a slash, but not while something is written', async () => {
    render(
      <>
        <input aria-label="Note" />
        <Scorecard scorecard={{ ...scorecard, kpis: many }} onOpen={() => {}} />
      </>,
    );
    const note = screen.getByRole<HTMLInputElement>('textbox', { name: 'Note' });
    await userEvent.type(note, '/');
    expect(note.value).toBe('/');
    note.blur();
    await userEvent.keyboard('/k22');
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Find a KPI' });
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('k22');
  });

  test('is not offered where all are seen at a glance', () => {
    render(<Scorecard scorecard={{ ...scorecard, kpis: many.slice(0, 3) }} onOpen={() => {}} />);
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('SignalList', () => {
  test('gives severity, numbers and next step; the step opens its first KPI', async () => {
    const onOpen = vi.fn();
    const { container } = render(<SignalList signals={signals} kpis={kpis} onOpen={onOpen} />);
    const items = within(screen.getByRole('list', { name: 'Signals' })).getAllByRole('listitem');
    expect(within(items[0]!).getByRole('img', { name: 'Serious' })).toBeTruthy();
    expect(items[1]!.textContent).toContain('Median 52 h against 24 h agreed');
    await userEvent.click(within(items[0]!).getByRole('button', { name: 'Review the discounts' }));
    expect(onOpen).toHaveBeenCalledWith('discount_rate', expect.anything());
    expect(within(items[2]!).queryByRole('button')).toBeNull();
    await expectAccessible(container);
  });

  test('each further KPI that a signal rests on opens its own rows', async () => {
    const onOpen = vi.fn();
    const [first, second] = kpis;
    const signal = { ...signals[0]!, kpis: [first!.kpi, second!.kpi, 'gone'] };
    render(<SignalList signals={[signal]} kpis={kpis} onOpen={onOpen} />);
    expect(screen.getByText(/^Also behind it/).textContent).toBe(`Also behind it: ${second!.name}`);
    await userEvent.click(screen.getByRole('button', { name: second!.name }));
    expect(onOpen).toHaveBeenCalledWith(second!.kpi, expect.anything());
  });
});
