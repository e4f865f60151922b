/** Dates of other calendars as the Gregorian one has them: eras of Japan and Taiwan, years of the Buddhist era. */

/** First years of the eras, less one. */
const ERAS: Record<string, number> = {
  令和: 2018,
  令: 2018,
  R: 2018,
  平成: 1988,
  平: 1988,
  H: 1988,
  昭和: 1925,
  昭: 1925,
  S: 1925,
  大正: 1911,
  大: 1911,
  T: 1911,
  明治: 1867,
  明: 1867,
  M: 1867,
  民國: 1911,
  民国: 1911,
  中華民國: 1911,
};
const ERA =
  /^(令和|平成|昭和|大正|明治|中華民國|民國|民国|[令平昭大明RHSTM])\s?(\d{1,3}|元)(年|[./-])(?=\s*\d{1,2}(?:月|[./-])\s*\d{1,2}(?:\D|$))/;

/** `令和6年5月1日` as `2024年5月1日`, `R6.5.1` as `2024.5.1`; any other text as it is. */
export function withoutEra(text: string): string {
  return text.replace(ERA, (whole, era: string, count: string, mark: string) => {
    const years = count === '元' ? 1 : Number(count);
    return years === 0 ? whole : `${ERAS[era]! + years}${mark}`;
  });
}

/** Years between the eras. */
const BUDDHIST = 543;
/** A year of the Buddhist era in a date: no other calendar is in them in the years that are read. */
const YEAR = /(?<!\d)(2(?:4[5-9]|5\d|6[0-3])\d)(?=\D|$|[01]\d[0-3]\d(?!\d))/;

/** The text with the Gregorian year in the place of one between 2450 and 2639; null where there is none. */
export function withoutBuddhistYear(text: string): string | null {
  return YEAR.test(text) ? text.replace(YEAR, (found) => String(Number(found) - BUDDHIST)) : null;
}
