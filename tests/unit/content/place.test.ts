import { describe, expect, it } from 'vitest';
import { DEFAULT_PLACE, dropped, moved, toPlace } from '@/lib/content/place';

describe('place', () => {
  it.each([
    [undefined, DEFAULT_PLACE],
    ['nonsense', DEFAULT_PLACE],
    [{ side: 'up', y: Number.NaN, collapsed: 'yes' }, DEFAULT_PLACE],
    [
      { side: 'left', y: 1, collapsed: true },
      { side: 'left', y: 1, collapsed: true },
    ],
    [{ y: 7 }, DEFAULT_PLACE],
    [{ y: -1 }, DEFAULT_PLACE],
  ])('reads %j', (stored, place) => {
    expect(toPlace(stored)).toEqual(place);
  });

  it('drops to the nearer edge at the height of the pointer', () => {
    expect(dropped(DEFAULT_PLACE, 100, 300, 1000, 600)).toEqual({ ...DEFAULT_PLACE, side: 'left', y: 0.5 });
    expect(dropped(DEFAULT_PLACE, 900, 900, 1000, 600)).toEqual({ ...DEFAULT_PLACE, side: 'right', y: 1 });
    expect(dropped(DEFAULT_PLACE, 900, -20, 1000, 0)).toEqual({ ...DEFAULT_PLACE, side: 'right', y: 0 });
  });

  it('moves by the arrow keys and leaves other keys alone', () => {
    const middle = { ...DEFAULT_PLACE, y: 0.5 };
    expect(moved(middle, 'ArrowUp', false)?.y).toBeCloseTo(0.48);
    expect(moved(middle, 'ArrowDown', true)?.y).toBeCloseTo(0.6);
    expect(moved(middle, 'ArrowLeft', false)?.side).toBe('left');
    expect(moved({ ...middle, side: 'left' }, 'ArrowRight', false)?.side).toBe('right');
    expect(moved(middle, 'Home', false)?.y).toBe(0);
    expect(moved(middle, 'End', false)?.y).toBe(1);
    expect(moved({ ...middle, y: 0 }, 'ArrowUp', true)?.y).toBe(0);
    for (const key of ['a', 'Enter', 'Tab', 'Escape']) expect(moved(middle, key, false)).toBeNull();
  });
});
