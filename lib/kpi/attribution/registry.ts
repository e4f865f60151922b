import type { Model } from './types';

const modules = import.meta.glob<{ model: Model }>('./models/*.ts', { eager: true });

/** In which models are listed; those not named come last. */
const ORDER = [
  'first',
  'last',
  'last-non-direct',
  'linear',
  'u-first-last',
  'u-first-lead',
  'u-first-opportunity',
  'w',
  'time-decay',
  'blended',
  'deal-registration',
  'source-wins',
  'role-split',
  'markov',
  'shapley',
];

const place = ({ id }: Model): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);

let listed: readonly Model[] | null = null;

/** Every model; one file in ./models each. */
export function models(): readonly Model[] {
  listed ??= Object.values(modules)
    .map(({ model }) => model)
    .sort((a, b) => place(a) - place(b));
  return listed;
}

export function findModel(id: string): Model | undefined {
  return models().find((model) => model.id === id);
}

const SHORT: Readonly<Record<string, string>> = {
  u: 'u-first-last',
  'u-shaped': 'u-first-last',
  position: 'u-first-last',
  'w-shaped': 'w',
  decay: 'time-decay',
  blend: 'blended',
  registration: 'deal-registration',
  source: 'source-wins',
  role: 'role-split',
};

/**
 * The model that a person names: its id or a short form, letter case aside (`W`, `U`, `decay`).
 * @throws RangeError when there is none
 */
export function namedModel(text: string): Model {
  const word = text.trim().toLowerCase();
  const found = findModel(SHORT[word] ?? word);
  if (!found)
    throw new RangeError(
      `There is no attribution model "${text}". Known: ${models()
        .map(({ id }) => id)
        .join(', ')}.`,
    );
  return found;
}
