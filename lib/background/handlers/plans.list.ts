import type { Handler } from '../../messaging/server';
import { plansInForce } from '../../store/plans';

export const handle: Handler<'plans.list'> = () => plansInForce();
