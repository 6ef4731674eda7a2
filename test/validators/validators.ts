import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';

const HERE = import.meta.dirname;

/** What is installed, by the files that pin it: other pins are another folder. */
export const PINNED = ['package.json', 'package-lock.json', 'requirements.txt', 'junit-schema.txt'].map(
  (file) => join(HERE, file),
);

const stamp = createHash('sha256');
for (const file of [...PINNED, join(HERE, 'install.ts')]) stamp.update(readFileSync(file));

/** Where `npm run validators` puts what the outputs are checked against. */
export const HOME = join(HERE, `../../.cache/validators-${stamp.digest('hex').slice(0, 12)}`);

export const INSTALLED = existsSync(HOME);
if (!INSTALLED && process.env['VITEST'])
  console.warn('The outputs are not checked against their official schemas: npm run validators');

/** OCSF's class Compliance Finding with the profile "cloud", as JSON Schema. */
export const OCSF_SCHEMA = join(HOME, 'compliance-finding.json');

/** Its class Detection Finding, with the same profile. */
export const OCSF_DETECTION_SCHEMA = join(HOME, 'detection-finding.json');

/** Jenkins' schema of JUnit files. */
export const JUNIT_SCHEMA = join(HOME, 'junit-10.xsd');

/** Microsoft's validator of SARIF, with the rules of GitHub's code scanning. */
export const SARIF_MULTITOOL = join(HOME, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
export const SARIF_SCHEMA = join(HOME, 'node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json');
export const HAS_SARIF_MULTITOOL = INSTALLED && platform() === 'linux' && arch() === 'x64';

/** Holds the AWS CLI, `aws`. */
export const BIN = join(HOME, 'bin');
