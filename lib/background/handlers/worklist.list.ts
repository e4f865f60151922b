import type { Handler } from '../../messaging/server';
import { allSeen } from '../../store/seen';

export const handle: Handler<'worklist.list'> = () => allSeen();
