/** Line icons on a 16-pixel grid, drawn with the text colour; always decorative, the text beside them carries the meaning. */
const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  alert: 'M8 3v6M8 12.2v.3',
  info: 'M8 7.2V12M8 4.2v.3',
  dash: 'M4 8h8',
  plus: 'M8 3.5v9M3.5 8h9',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  next: 'M6.5 3.5L11 8l-4.5 4.5',
  down: 'M3.5 6.5L8 11l4.5-4.5',
  collapse: 'M3.5 12.5h9',
  dock: 'M2.5 3h11v10h-11zM10 3v10M4.5 8h3.5M6.5 6.3L8.2 8 6.5 9.7',
  undock: 'M2.5 3h11v10h-11zM10 3v10M8 8H4.5M6 6.3L4.3 8 6 9.7',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4l3.1 3.1',
  external: 'M6.5 3.5h-3v9h9v-3M9 3.5h3.5V7M12.2 3.8L7.5 8.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  jump: 'M13 3.5v5H3.5M6.5 5.5l-3 3 3 3',
  flag: 'M4 14V2.5M4 3h8.5l-2 2.75 2 2.75H4',
  fill: 'M2.5 13.5h11M10.5 2.5l3 3-6 6-3.5.5.5-3.5z',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5V5h-2.5',
  link: 'M6.8 9.2l2.4-2.4M7 4.8l1.4-1.4a2.8 2.8 0 0 1 4 4L11 8.8M9 11.2l-1.4 1.4a2.8 2.8 0 0 1-4-4L5 7.2',
  settings:
    'M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.2 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM5.8 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The product's mark: a lens. */
export function Mark({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <circle cx="8" cy="8" r="2.75" fill="var(--accent)" />
    </svg>
  );
}
