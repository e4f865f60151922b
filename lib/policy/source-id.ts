/** Ids of the sources that an administrator set. */
export const POLICY_SOURCE = 'policy:';

/** Whether only a policy may change the source. */
export const isPolicySource = (id: string): boolean => id.startsWith(POLICY_SOURCE);
