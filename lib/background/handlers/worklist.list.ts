import { byName } from '../../govern/worklist';
import type { Handler } from '../../messaging/server';
import { allSeen } from '../../store/seen';

export const handle: Handler<'worklist.list'> = async () => byName(await allSeen());
