import type { Handler } from '../../messaging/server';
import { searchPartners } from '../directory';

export const handle: Handler<'partners.search'> = ({ query, limit }) => searchPartners(query, limit);
