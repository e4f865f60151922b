import { render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IntervalBar } from '@/components/ui/IntervalBar';
import { intervalScale } from '@/components/ui/scale';
import { expectAccessible, harness } from '../fixtures/harness';
import { kpi, kpis } from '../fixtures/kpis';

harness();

const named = (id: string) => kpis.find((each) => each.kpi === id)!;

describe('intervalScale', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });

  test('keeps every number inside and in order', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 5 }), (numbers) => {
        const scale = intervalScale(numbers, null)!;
        const places = [...numbers].sort((a, b) => a - b).map(scale.at);
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(100);
        }
        for (let i = 1; i < places.length; i++) expect(places[i]!).toBeGreaterThanOrEqual(places[i - 1]!);
      }),
    );
  });

  test('tells close numbers apart', () => {
    const scale = intervalScale([0.0095, 0.009], null)!;
    expect(scale.at(0.0095) - scale.at(0.009)).toBeGreaterThan(20);
  });

  test('a share does not reach beyond 100 %', () => {
    const scale = intervalScale([0.9, 1], 1)!;
    expect(scale.at(1)).toBe(96);
  });

  test('nothing to place gives no scale', () => {
    expect(intervalScale([null, undefined, Number.NaN, Number.POSITIVE_INFINITY], null)).toBeNull();
  });
});

describe('IntervalBar', () => {
  const picture = (id: string) => {
    const { container } = render(<IntervalBar kpi={named(id)} />);
    return {
      container,
      name:
        screen.getByRole('img').getAttribute('aria-label') ?? container.querySelector('title')!.textContent,
    };
  };

  test('says value, interval and limit in words', () => {
    expect(picture('win_rate').name).toBe('36\u00a0%, 95 % interval 24.1 – 49.9\u00a0%, limit ≥ 23.8\u00a0%');
  });

  test('draws a point, an interval and two ticks for a confident result', () => {
    const { container } = picture('win_rate');
    expect(container.querySelectorAll('circle')).toHaveLength(1);
    expect(container.querySelectorAll('line')).toHaveLength(2);
    expect(container.querySelectorAll('svg > rect')).toHaveLength(2);
    expect(container.innerHTML).not.toContain('url(#');
  });

  test('hatches a provisional interval', () => {
    const { container } = picture('chargeback_rate');
    const pattern = container.querySelector('pattern')!;
    expect(container.querySelector<SVGRectElement>('svg > rect:nth-of-type(2)')!.style.fill).toContain(
      pattern.id,
    );
  });

  test.each(['nps', 'no_show'])('draws no value for %s, which has none to rely on', (id) => {
    const { container } = picture(id);
    expect(container.querySelectorAll('circle')).toHaveLength(0);
    expect(container.querySelectorAll('svg > rect')).toHaveLength(1);
    expect(container.querySelectorAll('line')).toHaveLength(2);
  });

  test('an interval that is open above runs to the edge', () => {
    const { container } = picture('speed_to_lead');
    const bar = container.querySelector('svg > rect:nth-of-type(2)')!;
    const [x, width] = ['x', 'width'].map((name) => Number.parseFloat(bar.getAttribute(name)!));
    expect(x! + width!).toBeCloseTo(100, 6);
  });

  test('a plain total without a limit is a point alone', () => {
    const { container } = render(
      <IntervalBar
        kpi={kpi({ kpi: 'x', name: 'X', value: 5, unit: 'count', direction: 'info', grade: null })}
      />,
    );
    expect(container.querySelectorAll('circle')).toHaveLength(1);
    expect(container.querySelectorAll('line')).toHaveLength(0);
  });

  test('is accessible in every state', async () => {
    const { container } = render(kpis.map((each) => <IntervalBar key={each.kpi} kpi={each} />));
    await expectAccessible(container);
  });
});
