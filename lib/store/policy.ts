/** The administrator's policy as the background read it last: workers cannot read managed storage themselves. */
import { NO_POLICY, type Policy } from '../policy/types';
import { database, type LensDatabase } from './db';
import { getSetting, putSetting } from './settings';

const POLICY = 'policy';

export async function getPolicy(db: LensDatabase = database()): Promise<Policy> {
  return { ...NO_POLICY, ...(await getSetting<Partial<Policy>>(POLICY, {}, db)) };
}

export const putPolicy = (policy: Policy, db: LensDatabase = database()): Promise<void> =>
  putSetting(POLICY, policy, db);
