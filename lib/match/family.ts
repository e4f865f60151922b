import { foldName } from './fold';
import type { Partner } from './types';

/**
 * The company that all others of a group belong to, through parents within the group.
 * @returns null when there is none, or more than one
 */
export function headOf(group: readonly Partner[]): Partner | null {
  const parentOf = (one: Partner): Partner | null => {
    const { parent } = one;
    if (!parent) return null;
    const others = group.filter((each) => each !== one);
    const folded = foldName(parent);
    const named = others.filter(({ name }) => foldName(name) === folded);
    return others.find(({ id }) => id === parent) ?? (named.length === 1 ? named[0]! : null);
  };
  const tops = group.filter((one) => !parentOf(one));
  // Parents in a circle have no top, and a group of several families has several.
  return tops.length === 1 && group.every((one) => reaches(one, tops[0]!)) ? tops[0]! : null;

  function reaches(from: Partner, top: Partner): boolean {
    let at: Partner | null = from;
    for (let steps = 0; at && steps <= group.length; steps++) {
      if (at === top) return true;
      at = parentOf(at);
    }
    return false;
  }
}
