/** The partner that figures are about. */
export interface Subject {
  id: string;
  name: string;
}

/** Spans that experiments look back over, in months. */
export const SPANS = [
  { value: '3', label: 'The last 3 months' },
  { value: '6', label: 'The last 6 months' },
  { value: '12', label: 'The last 12 months' },
  { value: '24', label: 'The last 24 months' },
] as const;
