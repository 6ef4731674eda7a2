import { expect, test } from 'vitest';
import { aTaskDefinition, taskDetail } from '../../../test/builders/compute.ts';
import { cleanText, leakyText } from '../../../test/builders/scanned-text.ts';
import { deniedCall, evaluate, statuses } from '../../../test/inventory-of.ts';
import { read } from '../../model/reading.ts';
import { ecsTaskDefinitionNoCredentials as check } from './ecs-task-definition-no-credentials.ts';

test('passes when nothing was found', () => {
  expect(statuses(check, aTaskDefinition())).toEqual(['pass']);
});

test('fails with the name of the container', () => {
  const containers = [
    { name: 'app', privileged: false, environment: cleanText },
    { name: 'proxy', privileged: false, environment: leakyText({ line: null, variable: 'KEY' }) },
  ];
  const [outcome] = evaluate(check, aTaskDefinition({ detail: read(taskDetail({ containers })) }));
  expect(outcome).toMatchObject({
    status: 'fail',
    evidence: { credentials: [{ place: 'container proxy', variable: 'KEY' }] },
  });
});

test('is unknown when it could not be described', () => {
  const detail = deniedCall('ecs:DescribeTaskDefinition');
  expect(evaluate(check, aTaskDefinition({ detail }))).toMatchObject([
    { status: 'unknown', unread: [detail] },
  ]);
});
