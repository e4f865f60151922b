import type { Handler } from '../../messaging/server';
import { allPlans } from '../../store/plans';

export const handle: Handler<'plans.list'> = () => allPlans();
