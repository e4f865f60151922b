/** Own KPIs of a file, and the variants that stand in place of standard KPIs. */
import { readFileSync } from 'node:fs';
import { KpiFileError, readKpis } from '@/lib/definitions/file';
import { type Catalogue, catalogueOf, type VariantChoice } from '@/lib/kpi/catalogue';
import { problemsOf, problemText } from '@/lib/kpi/own/problems';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import { InputError } from './read';

function ownOf(file: string) {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new InputError(`The file "${file}" cannot be read. Give one that exists to --definitions.`);
  }
  try {
    const own = readKpis(text);
    const find = (id: string) => own.find((kpi) => kpi.id === id) ?? findKpi(id);
    const wrong = own.flatMap((kpi, i) => {
      const twice = own.findIndex(({ id }) => id === kpi.id) < i ? ['The id is there twice.'] : [];
      return [...twice, ...problemsOf(kpi, find, own).map(problemText)].map(
        (text) => `"${kpi.name}": ${text}`,
      );
    });
    if (wrong.length > 0) throw new InputError(`${file}:\n${wrong.join('\n')}`);
    return own;
  } catch (error) {
    if (error instanceof KpiFileError) throw new InputError(`${file}: ${error.message}`);
    throw error;
  }
}

/** @param wanted ids or codes of variants */
function chosenOf(wanted: readonly string[]): VariantChoice {
  return Object.fromEntries(
    wanted.map((text) => {
      const found = kpiDefinitions.find(({ id, code }) => id === text || code === text);
      if (!found?.variantOf) {
        const known = kpiDefinitions.filter(({ variantOf }) => variantOf);
        throw new InputError(
          `There is no variant "${text}". Known: ${known.map(({ id }) => id).join(', ')}.`,
        );
      }
      return [found.variantOf, found.id];
    }),
  );
}

/** The KPIs to measure: built-in ones with the chosen variants, and those of a file. */
export function catalogueFrom(file: string | undefined, variants: readonly string[] = []): Catalogue {
  return catalogueOf(file === undefined ? [] : ownOf(file), chosenOf(variants));
}
