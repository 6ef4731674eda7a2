import { expect, test } from 'vitest';
import { anEvent, anEventBy, idOf, logOf, newFolder, put, takeIn } from '../../../test/trail/log-folder.ts';
import type { JsonObject } from '../../model/json.ts';
import { openEvents } from '../open-events.ts';
import { keyUses } from './key-uses.ts';

function byKey(accessKeyId: string, fields: JsonObject = {}, identity: JsonObject = {}): JsonObject {
  const userIdentity = { type: 'IAMUser', userName: 'ada', accessKeyId, ...identity };
  return anEvent({ userIdentity, ...fields });
}

test('from where long-lived keys of users were used: no sessions, no calls that a service made', async () => {
  const [folder, lake] = [newFolder(), newFolder()];
  const latest = byKey('AKIAONE');
  const byVpc = byKey('AKIAONE', { sourceIPAddress: '10.0.0.10', vpcEndpointId: 'vpce-1' });
  put(
    folder,
    'log.json',
    logOf([
      latest,
      byKey('AKIAONE', { eventTime: '2026-11-18T10:00:00Z' }),
      byVpc,
      byKey('AKIAONE', { eventTime: '2026-11-20T11:00:00Z', sourceIPAddress: '198.51.100.9' }),
      byKey('AKIAONE', { sourceIPAddress: 'athena.amazonaws.com' }, { invokedBy: 'athena.amazonaws.com' }),
      byKey('ASIASESSION'),
      anEventBy({ role: 'deploy', name: 'ci' }),
    ]),
  );
  await takeIn(folder, lake);
  const events = await openEvents(lake);
  try {
    const last = '2026-11-19T10:00:00Z';
    const call = 'ec2:DescribeInstances';
    const of = { accessKeyId: 'AKIAONE', last, call, file: expect.stringContaining('log.json') };
    expect(await keyUses(events, { to: '2026-11-20T09:00:00Z' })).toEqual([
      { ...of, address: '10.0.0.10', vpcEndpointId: 'vpce-1', calls: 1, first: last, eventId: idOf(byVpc) },
      {
        ...of,
        address: '198.51.100.7',
        vpcEndpointId: null,
        calls: 2,
        first: '2026-11-18T10:00:00Z',
        eventId: idOf(latest),
      },
    ]);
  } finally {
    events.close();
  }
});
