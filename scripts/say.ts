import { resolve } from 'node:path';

/** The last line of a script: where the thing that it made lies. */
console.log(`The report: ${resolve(process.argv[2] ?? '.')}`);
