import { writeSnapshot } from '../src/sources/snapshot-file/snapshot-file.ts';
import { multipliedSnapshot } from './multiplied-snapshot.ts';

/** `node bench/write-snapshot.ts RESOURCES FILE`: about so many resources of the sample account, in a snapshot file. */
const [resources, file = ''] = process.argv.slice(2);
const snapshot = await multipliedSnapshot(Number(resources));
await writeSnapshot(file, snapshot);
console.log(`${file}: ${snapshot.resources.length} resources`);
