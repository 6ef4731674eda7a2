/** Renews the tables of lab/README.md from a real moto: `node lab/organisation/write-readme.ts`. */
import { readFile, writeFile } from 'node:fs/promises';

import { startMoto } from '../moto/start-moto.ts';
import { buildOrganisation } from './build-organisation.ts';
import { probe } from './probe.ts';
import { overlayTable, probeTable, withTable } from './readme-tables.ts';

const path = new URL('../README.md', import.meta.url);
const moto = await startMoto();
try {
  const probed = await probe(moto);
  const { overlay } = await buildOrganisation(moto.url, new Date());
  const readme = withTable(await readFile(path, 'utf8'), 'probe', probeTable(probed));
  await writeFile(path, withTable(readme, 'overlay', overlayTable(overlay)));
} finally {
  await moto.stop();
}
