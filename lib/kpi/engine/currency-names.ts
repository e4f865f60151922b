import type { Facts } from '../../facts/factset';

/**
 * Code -> the one code of its currency, so that `eur` and `EUR` are the same and rows without one have the
 * workspace's; and the names of those codes.
 */
export interface CurrencyNames {
  canonical: Uint32Array;
  names: string[];
}

/**
 * Reads the names of the facts' currencies.
 * @param own the workspace's
 */
export function currencyNames(facts: Facts, own: string): CurrencyNames {
  const size = facts.size('currency');
  const names = [''];
  const codes = new Map<string, number>();
  const codeOf = (name: string): number => {
    let code = codes.get(name);
    if (code === undefined) {
      code = names.length;
      names.push(name);
      codes.set(name, code);
    }
    return code;
  };
  const canonical = new Uint32Array(size);
  canonical[0] = codeOf(own.trim().toUpperCase());
  for (let code = 1; code < size; code++) {
    const name = facts.value('currency', code);
    if (name === null) throw new RangeError('The dictionary "currency" was not loaded.');
    canonical[code] = codeOf(name.trim().toUpperCase());
  }
  return { canonical, names };
}
