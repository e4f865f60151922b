import type { Statement } from './statement';
import { quoted } from './text';

/** A Thursday, far enough back for weeks to be counted from it without a sign. */
const FIRST_DAY = "DATE '1900-01-04'";
const FIRST_WEEKDAY = 4;

/** Business minutes since then, on the workspace's wall clock. */
function elapsed(instant: string, { business, timeZone }: Statement): string {
  const perDay = Math.max(0, business.to - business.from);
  const local = `(${instant} AT TIME ZONE ${quoted(timeZone)})`;
  const days = `(CAST(${local} AS DATE) - ${FIRST_DAY})`;
  const minute = `(EXTRACT(HOUR FROM ${local}) * 60 + EXTRACT(MINUTE FROM ${local}))`;
  let before = 0;
  const starts: string[] = [];
  const open: number[] = [];
  for (let i = 0; i < 7; i++) {
    starts.push(`WHEN ${i} THEN ${before}`);
    if (business.days.includes((FIRST_WEEKDAY + i) % 7)) {
      before += perDay;
      open.push(i);
    }
  }
  const today =
    open.length === 0 || perDay === 0
      ? '0'
      : `CASE WHEN ${days} % 7 NOT IN (${open.join(', ')}) OR ${minute} <= ${business.from} THEN 0 WHEN ${minute} >= ${business.to} THEN ${perDay} ELSE ${minute} - ${business.from} END`;
  return `((${days} - ${days} % 7) / 7 * ${before} + CASE ${days} % 7 ${starts.join(' ')} END + ${today})`;
}

/** Business minutes from one instant to another, negative when `to` is earlier (lib/facts/business.ts). */
export function elapsedBusinessMinutes(from: string, to: string, statement: Statement): string {
  return `(${elapsed(to, statement)} - ${elapsed(from, statement)})`;
}
