/** Where the launcher sits on one site. Pure; the host reads and stores it. */
export interface Place {
  /** Edge of the window that launcher and panel keep to. */
  side: 'left' | 'right';
  /** Position of the launcher along the edge: 0 top, 1 bottom. */
  y: number;
  /** The panel is closed and only the launcher shows. */
  collapsed: boolean;
}

/** Right edge, above the middle: the corners belong to chat, toasts and cookie bars. */
export const DEFAULT_PLACE: Place = { side: 'right', y: 0.38, collapsed: false };

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Reads a stored place; anything unknown falls back to the default, part by part. */
export function toPlace(stored: unknown): Place {
  const { side, y, collapsed } = (stored ?? {}) as Partial<Place>;
  return {
    side: side === 'left' ? 'left' : 'right',
    y: y! >= 0 && y! <= 1 ? y! : DEFAULT_PLACE.y,
    collapsed: collapsed === true,
  };
}

/** Place after the launcher was let go at a point of the window, in CSS pixels. */
export function dropped(place: Place, x: number, y: number, width: number, height: number): Place {
  return { ...place, side: x < width / 2 ? 'left' : 'right', y: clamp(y / Math.max(1, height)) };
}

/**
 * Place after a key on the launcher; null when the key does not move it.
 *
 * @param coarse a larger step, for Shift
 */
export function moved(place: Place, key: string, coarse: boolean): Place | null {
  const step = coarse ? 0.1 : 0.02;
  switch (key) {
    case 'ArrowUp':
      return { ...place, y: clamp(place.y - step) };
    case 'ArrowDown':
      return { ...place, y: clamp(place.y + step) };
    case 'ArrowLeft':
      return { ...place, side: 'left' };
    case 'ArrowRight':
      return { ...place, side: 'right' };
    case 'Home':
      return { ...place, y: 0 };
    case 'End':
      return { ...place, y: 1 };
    default:
      return null;
  }
}
