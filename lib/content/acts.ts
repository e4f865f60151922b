/** What a person asks for on a field: a script of its own, put into the page when it is first asked for. */
import { fillField } from './fill';
import { jumpToField } from './jump';

export const acts = { jump: jumpToField, fill: fillField };
export type Acts = typeof acts;
