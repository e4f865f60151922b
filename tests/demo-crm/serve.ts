/** Serves the demo CRM by itself: `node tests/tools/run.mjs tests/demo-crm/serve.ts [port]`. Ends with Ctrl-C. */
import { today } from '../generator/calendar';
import { crmData } from '../generator/crm';
import { generate } from '../generator/generate';
import { startDemoCrm } from './server';

const port = Number(process.argv[2] ?? 4173);
const crm = await startDemoCrm({ port, data: crmData(generate({ asOfDay: today() })) });
console.log(`Demo CRM: ${crm.at('/deals/D-0001')}`);
await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()));
await crm.close();
