/** Currencies whose minor unit is not a hundredth, by its number of decimals. Source: ISO 4217, list one. */
const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)])),
);

/** Currencies with so many decimals, where these are not two. */
export const currenciesOf = (decimals: number): string[] =>
  Object.keys(DECIMALS).filter((code) => DECIMALS[code] === decimals);

/**
 * Decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD; 2 where the code is missing or unknown. A table of our own,
 * as browsers follow usage where ISO 4217 says otherwise (no decimals for RSD) and differ from each other: stored
 * amounts must mean the same in all of them.
 */
export function minorDigits(currency: string | undefined): number {
  return (currency && DECIMALS[currency]) || (currency && currency in DECIMALS ? 0 : 2);
}
