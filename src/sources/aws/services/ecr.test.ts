import { expect, test } from 'vitest';
import { answeredError, apiOf, denied, deniedReading } from '../../../../test/api-of.ts';
import { collected } from '../../../../test/collected.ts';
import { read } from '../../../model/reading.ts';
import { collectors } from './ecr.ts';

const collect = (answers: Readonly<Record<string, unknown>>) =>
  collected(collectors, 'AWS::ECR::Repository', apiOf('ecr', answers));

const LISTED = {
  DescribeRepositories: {
    repositories: [
      {
        repositoryName: 'web',
        repositoryArn: 'arn:aws:ecr:us-east-1:111122223333:repository/web',
        createdAt: new Date('2025-01-01T00:00:00Z'),
      },
    ],
  },
};

test('a repository with its policy', async () => {
  const { resources } = await collect({
    ...LISTED,
    'GetRepositoryPolicy {"repositoryName":"web"}': { policyText: '{}' },
  });
  expect(resources).toEqual([
    {
      type: 'AWS::ECR::Repository',
      account: '111122223333',
      region: 'us-east-1',
      arn: 'arn:aws:ecr:us-east-1:111122223333:repository/web',
      id: 'web',
      policy: read('{}'),
      createdAt: '2025-01-01T00:00:00.000Z',
    },
  ]);
});

test.each([
  ['absent', answeredError('RepositoryPolicyNotFoundException', 400), read(null)],
  ['denied', denied(), deniedReading('ecr:GetRepositoryPolicy')],
  [
    'an error of another kind',
    answeredError('RepositoryNotFoundException', 400),
    expect.objectContaining({ status: 'unread' }),
  ],
])('the policy is %s', async (_, answer, policy) => {
  const { resources } = await collect({ ...LISTED, GetRepositoryPolicy: answer });
  expect(resources[0]?.policy).toEqual(policy);
});

test('a denied listing is the gap', async () => {
  expect((await collect({ DescribeRepositories: denied() })).gap).toEqual(
    deniedReading('ecr:DescribeRepositories'),
  );
});
