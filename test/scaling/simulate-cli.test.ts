import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/app/errors.ts';
import { type AskedScaling, answerScaling } from '../../src/app/scaling/answer-scaling.ts';
import { read } from '../../src/model/reading.ts';
import { DEFAULT_SURGE } from '../../src/model/surge-settings.ts';
import { scalingSchema } from '../../src/report/json/scaling/scaling-schema.ts';
import { anAutoScalingGroup } from '../builders/auto-scaling.ts';
import { scalingAccount } from '../builders/scaling-account.ts';
import { validAnswer } from '../valid-answer.ts';

const PLAIN = { color: false, width: 100 };

const ask = (asked: Partial<AskedScaling> = {}, account = scalingAccount()) =>
  answerScaling(
    account.snapshot,
    DEFAULT_SURGE,
    { groupName: 'web', set: [], output: 'table', ...asked },
    PLAIN,
  );

const json = async (asked: Partial<AskedScaling> = {}, account = scalingAccount()) =>
  validAnswer((await ask({ ...asked, output: 'json' }, account)).text, scalingSchema);

describe('rampart scaling simulate', () => {
  test('a group with room absorbs the surge', async () => {
    const { before, after, smallestChange, unread } = await json();
    expect(before.absorbed).toBe(true);
    expect([after, smallestChange]).toEqual([null, null]);
    expect(unread).toEqual([]);
  });

  test('one that is too small does not, with the limit and the least maximum that does, proved', async () => {
    const small = scalingAccount({ group: { maxSize: 4 } });
    const { before, smallestChange } = await json({}, small);
    expect(before.absorbed).toBe(false);
    expect(before.simulation.answers.bindingLimit).toBe('max-size');
    const to = Number(smallestChange?.changes.find(({ setting }) => setting === 'maxSize')?.to);
    expect(smallestChange?.proof.answers.timeToCapacity).not.toBeNull();
    const enough = await json({ set: [`max=${to}`] }, small);
    const less = await json({ set: [`max=${to - 1}`] }, small);
    expect([enough.after?.absorbed, less.after?.absorbed]).toEqual([true, false]);
  });

  test('the text says it, draws it and compares', async () => {
    const { text, exitCode } = await ask({ set: ['max=40'] }, scalingAccount({ group: { maxSize: 4 } }));
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^absorbed {2}web could serve the peak .* requests lost/);
    expect(text).toContain('Before\n');
    expect(text).toMatch(/ ┤ *×+/);
    expect(text).toContain('most instances');
    expect(text).toContain('Not an option? What would cut the load before it comes\n');
    expect(text).toContain('rate-based rule');
    expect(text).toContain('Assumed: an instance serves');
  });

  test('a limit that was not read: exit code 3', async () => {
    const { text, exitCode } = await ask({}, scalingAccount({ denied: ['AWS::EC2::Subnet'] }));
    expect(exitCode).toBe(3);
    expect(text).toContain('Not read');
  });

  test('a recorded load, and the picture of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rampart-'));
    const csv = join(folder, 'load.csv');
    const svg = join(folder, 'out/web.svg');
    writeFileSync(
      csv,
      'time,rate\n2025-01-01T00:00:00Z,100\n2025-01-01T00:10:00Z,5000\n2025-01-01T00:20:00Z,100\n',
    );
    const { load } = await json({ load: `recorded:${csv}`, svg });
    expect(load).toEqual({
      kind: 'recorded',
      points: [
        { at: 0, rate: 100 },
        { at: 600, rate: 5000 },
        { at: 1200, rate: 100 },
      ],
    });
    const picture = readFileSync(svg, 'utf8');
    expect(picture).toMatch(/^<svg [^>]*role="img"/);
    expect(picture.match(/<polyline/g)).toHaveLength(3);
    expect(picture).not.toContain('NaN');
  });

  test('before and after a change, one above the other', async () => {
    const svg = join(mkdtempSync(join(tmpdir(), 'rampart-')), 'web.svg');
    await json({ set: ['max=4'], svg });
    const picture = readFileSync(svg, 'utf8');
    expect(
      picture.match(/<text [^>]*font-weight[^>]*>[^<]*/g)?.map((each) => each.replace(/.*>|:.*/g, '')),
    ).toEqual(['web as it is', 'web changed']);
    expect(picture.match(/<polyline/g)).toHaveLength(6);
  });

  test.each<[Partial<AskedScaling>, string]>([
    [{ groupName: 'gone' }, 'no Auto Scaling group gone was read: expected one of web'],
    [{ load: 'tsunami' }, 'tsunami is no load: expected recorded:FILE or one of steady, ramp'],
    [{ load: 'burst:height=3' }, 'height=3 of load burst:height=3 is not known: expected base, peak'],
    [{ load: 'burst:peak=-3' }, 'peak=-3 of load burst:peak=-3 is not a number of 0 or more'],
    [{ load: 'steady:rate=NaN' }, 'rate=NaN of load steady:rate=NaN is not a number of 0 or more'],
    [{ set: ['max=0'] }, 'minSize has to be at most maxSize, 0'],
    [{ set: ['colour=red'] }, 'colour=red is no setting: expected min=NUMBER'],
    [{ load: 'recorded:/nowhere.csv' }, '/nowhere.csv'],
  ])('%j is the caller’s mistake', async (asked, message) => {
    const failure = await ask(asked).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).toContain(message);
  });

  test('a policy that is not known, and a group without instances, are refused with the reason', async () => {
    const denied = await ask({}, scalingAccount({ denied: ['AWS::CloudWatch::Alarm'] })).catch(String);
    expect(denied).toContain('web cannot be simulated: test:List AWS::CloudWatch::Alarm');
    const empty = scalingAccount({ group: { desiredCapacity: 0, minSize: 0 } });
    expect(await ask({}, empty).catch(String)).toContain('web has no instances');
    expect(
      (await json({ load: 'steady:rate=10' }, empty)).before.simulation.answers.lostRequests,
    ).toBeGreaterThan(0);
  });

  test('floods: a SYN flood stops at the load balancer', async () => {
    const { before } = await json({ load: 'syn-flood:rate=100000' });
    expect(before.simulation.answers.filteredRequests).toBeGreaterThan(0);
    expect(before.simulation.answers.lostRequests).toBe(0);
  });

  test('what is suspended holds it', async () => {
    const suspendedProcesses = [{ processName: 'Launch', suspensionReason: null }];
    const halted = scalingAccount({ group: { suspendedProcesses, recentActivities: read([]) } });
    const { before, smallestChange } = await json({}, halted);
    expect(before.simulation.answers.bindingLimit).toBe('suspended-process');
    expect(smallestChange?.changes).toEqual([{ setting: 'suspendedProcesses', from: 'Launch', to: '' }]);
    expect(anAutoScalingGroup().suspendedProcesses).toEqual([]);
  });
});
