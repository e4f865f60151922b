import type { Handler } from '../../messaging/server';
import { rulesInForce } from '../rules';

export const handle: Handler<'rules.list'> = () => rulesInForce();
