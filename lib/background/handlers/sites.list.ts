import type { Handler } from '../../messaging/server';
import { grantedPatterns } from '../sites';

export const handle: Handler<'sites.list'> = async () =>
  (await grantedPatterns()).map((pattern) => ({ origin: pattern.replace(/\/\*$/, ''), granted: true }));
