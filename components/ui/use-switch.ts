import { useState } from 'react';

export interface Switch {
  /** What was chosen, until the stored setting says so as well. */
  checked: boolean;
  /** Why the choice could not be stored. */
  problem: string | null;
  change(next: boolean): void;
}

/**
 * A stored choice that shows at once and goes back when it cannot be stored.
 * @param on the stored setting
 * @param save stores the choice; what it rests on then says so too
 */
export function useSwitch(on: boolean, save: (on: boolean) => Promise<unknown>): Switch {
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, setChosen] = useState<boolean | null>(null);
  if (chosen === on) setChosen(null);
  return {
    checked: chosen ?? on,
    problem,
    change(next) {
      setProblem(null);
      setChosen(next);
      save(next).catch((cause: unknown) => {
        setChosen(null);
        setProblem(cause instanceof Error ? cause.message : String(cause));
      });
    },
  };
}
