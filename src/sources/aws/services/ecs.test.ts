import { expect, test } from 'vitest';
import { apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { scanVariables } from '../../credential-scan/credential-scan.ts';
import { collectors } from './ecs.ts';

const PREFIX = 'arn:aws:ecs:us-east-1:111122223333:task-definition';
const LIST = 'ListTaskDefinitions {"status":"ACTIVE","sort":"DESC","maxResults":100}';

async function collect(answers: Readonly<Record<string, unknown>>) {
  const api = apiOf('ecs', answers);
  return { ...(await collected(collectors, 'AWS::ECS::TaskDefinition', api)), calls: api.calls };
}

test('the newest revision of each family, by number and not by text', async () => {
  const { resources, calls } = await collect({
    [LIST]: { taskDefinitionArns: [`${PREFIX}/web:9`, `${PREFIX}/web:10`], nextToken: 'n' },
    'ListTaskDefinitions {"status":"ACTIVE","sort":"DESC","maxResults":100,"nextToken":"n"}': {
      taskDefinitionArns: [`${PREFIX}/batch:1`],
    },
    DescribeTaskDefinition: { taskDefinition: {} },
  });
  expect(resources.map((each) => [each.arn, each.id, each.family, each.revision])).toEqual([
    [`${PREFIX}/web:10`, 'web:10', 'web', 10],
    [`${PREFIX}/batch:1`, 'batch:1', 'batch', 1],
  ]);
  expect(calls).toHaveLength(4);
});

test('its containers, variables scanned', async () => {
  const { resources } = await collect({
    [LIST]: { taskDefinitionArns: [`${PREFIX}/web:1`] },
    [`DescribeTaskDefinition {"taskDefinition":"${PREFIX}/web:1"}`]: {
      taskDefinition: {
        taskRoleArn: 'arn:aws:iam::111122223333:role/task',
        networkMode: 'awsvpc',
        containerDefinitions: [
          {
            name: 'app',
            privileged: true,
            environment: [{ name: 'DB_PASSWORD', value: 'correct7horse' }],
            secrets: [{ name: 'API_TOKEN', valueFrom: 'arn:aws:ssm:us-east-1:111122223333:parameter/token' }],
          },
          { name: 'proxy' },
        ],
      },
    },
  });
  const environment = scanVariables({ DB_PASSWORD: 'correct7horse' });
  expect(environment.matches).toHaveLength(1);
  expect(resources[0]?.detail).toEqual(
    read({
      taskRoleArn: 'arn:aws:iam::111122223333:role/task',
      executionRoleArn: null,
      networkMode: 'awsvpc',
      containers: [
        { name: 'app', privileged: true, environment },
        { name: 'proxy', privileged: false, environment: scanVariables({}) },
      ],
    }),
  );
});

test('denied calls', async () => {
  const { resources } = await collect({
    [LIST]: { taskDefinitionArns: [`${PREFIX}/web:1`] },
    DescribeTaskDefinition: denied(),
  });
  expect(resources[0]).toMatchObject({ id: 'web:1', detail: deniedReading('ecs:DescribeTaskDefinition') });
  expect((await collect({ ListTaskDefinitions: denied() })).gap).toEqual(
    deniedReading('ecs:ListTaskDefinitions'),
  );
});
