import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedActionsWithoutOperation } from '../../scripts/actions-without-operation.ts';
import { pythonVersion } from './venv.ts';

const python = await pythonVersion();
const FILE = new URL('../../src/iam/least-privilege/actions-without-operation.json', import.meta.url);

test.skipIf(python === undefined)(
  'the actions that are no operation are those of the botocore that the lab has',
  async () => {
    expect(readFileSync(FILE, 'utf8'), 'run node scripts/actions-without-operation.ts').toBe(
      await generatedActionsWithoutOperation(),
    );
  },
  300_000,
);
