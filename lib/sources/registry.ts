import type { SourceKind } from './types';

const modules = import.meta.glob<{ source: SourceKind }>('./kinds/*.ts', { eager: true });

/** Every kind of source; one file in ./kinds each. */
export const sourceKinds: readonly SourceKind[] = Object.values(modules).map(({ source }) => source);

/** @throws RangeError when there is no such kind */
export function sourceKind(id: string): SourceKind {
  const kind = sourceKinds.find((one) => one.id === id);
  if (!kind) throw new RangeError(`There is no kind of source "${id}". Update the extension.`);
  return kind;
}
