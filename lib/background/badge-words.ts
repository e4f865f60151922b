import type { RowBadge } from '../messaging/views';

const TONES = {
  good: 'Partner: no problem',
  warn: 'Partner: partly in order',
  bad: 'Partner: problem',
  neutral: 'Partner: not yet sure',
};

/** What the badge of a row says in words; empty where there is nothing to show. */
export function badgeText({ tone, missing, flagged }: Omit<RowBadge, 'text'>): string {
  const text = [
    tone && TONES[tone],
    missing > 0 && `${missing} ${missing === 1 ? 'field' : 'fields'} missing`,
    flagged && 'flagged for the partner manager',
  ]
    .filter(Boolean)
    .join(', ');
  return tone || !text ? text : `Partner Lens: ${text}`;
}
