import { expect, test } from 'vitest';

import { makeClients } from '../organisation/clients.ts';
import { startMoto } from './start-moto.ts';
import { pythonVersion } from './venv.ts';

const python = await pythonVersion();

test.skipIf(python === undefined)(
  'moto starts, its clock moves for all threads and back, and it stops',
  async () => {
    const moto = await startMoto();
    const { iam } = makeClients(moto.url, 'us-east-1', { accessKeyId: 'lab', secretAccessKey: 'lab' });
    const years = async (prefix: string) => {
      const names = Array.from({ length: 10 }, (_, index) => `${prefix}${index}`);
      const made = await Promise.all(names.map((UserName) => iam.createUser({ UserName })));
      return new Set(made.map(({ User }) => User?.CreateDate?.getUTCFullYear()));
    };
    try {
      await moto.setTime(new Date('2019-06-01T00:00:00Z'));
      expect(await years('old')).toEqual(new Set([2019]));
      await moto.setTime(undefined);
      expect(await years('new')).toEqual(new Set([new Date().getUTCFullYear()]));
    } finally {
      await moto.stop();
    }
    await expect(fetch(moto.url)).rejects.toThrow();
  },
  300_000,
);
