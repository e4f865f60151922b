import type { Handler } from '../../messaging/server';
import { influence } from '../credit';

export const handle: Handler<'influence.report'> = ({ business, span, perCampaign }) =>
  influence(business, span, perCampaign);
