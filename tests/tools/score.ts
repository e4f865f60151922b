/** `npm run score`: every KPI, verdict and signal of a folder of CSV files, as JSON. See score/run.ts for the options. */
import { runScore } from './score/run';

const { json, errors, code } = await runScore(process.argv.slice(2));
for (const line of errors) console.error(line);
if (json !== null) process.stdout.write(`${json}\n`);
process.exitCode = code;
