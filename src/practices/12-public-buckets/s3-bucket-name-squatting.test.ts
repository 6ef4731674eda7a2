import { expect, test } from 'vitest';
import { anInstance } from '../../../test/builders/ec2.ts';
import { aRole } from '../../../test/builders/iam.ts';
import { aBucket } from '../../../test/builders/s3.ts';
import { ACCOUNT, evaluate, OTHER_ACCOUNT, statuses, theAccount } from '../../../test/inventory-of.ts';
import { s3BucketNameSquatting as check } from './s3-bucket-name-squatting.ts';

const account = theAccount();
const cdkRole = aRole({ id: `cdk-hnb659fds-file-publishing-role-${ACCOUNT}-eu-west-1` });
const cdkBucket = `cdk-hnb659fds-assets-${ACCOUNT}-eu-west-1`;
const beanstalk = anInstance({ tags: { 'elasticbeanstalk:environment-id': 'e-1' }, region: 'us-east-1' });
const beanstalkBucket = `elasticbeanstalk-us-east-1-${ACCOUNT}`;

test('passes when the names relied on are the account’s own buckets', () => {
  const resources = [cdkRole, beanstalk, aBucket({ id: cdkBucket }), aBucket({ id: beanstalkBucket })];
  const [outcome] = evaluate(check, account, { resources });
  expect(outcome).toMatchObject({
    status: 'pass',
    evidence: {
      reliedOn: [
        { name: cdkBucket, service: 'AWS CDK', shownBy: cdkRole.arn },
        { name: beanstalkBucket, service: 'Elastic Beanstalk', shownBy: beanstalk.arn },
      ],
    },
  });
});

test.each([
  [cdkRole, cdkBucket],
  [beanstalk, beanstalkBucket],
])('fails when a name relied on is missing (%#)', (user, name) => {
  const [outcome] = evaluate(check, account, { resources: [user] });
  expect(outcome).toMatchObject({ status: 'fail', evidence: { notOwned: [name] } });
});

test("another account's bucket of the name is not the account's own", () => {
  const bucket = aBucket({ id: cdkBucket, account: OTHER_ACCOUNT });
  const resources = [cdkRole, bucket];
  expect(statuses(check, account, { resources, accounts: [ACCOUNT, OTHER_ACCOUNT] })).toEqual(['fail']);
});

test('fails by what is known, even when other uses could not be listed', () => {
  expect(statuses(check, account, { resources: [cdkRole], denied: ['AWS::EC2::Instance'] })).toEqual([
    'fail',
  ]);
});

test.each(['AWS::IAM::Role', 'AWS::EC2::Instance', 'AWS::S3::Bucket'] as const)(
  'is unknown without %s',
  (type) => {
    const resources = [cdkRole, ...(type === 'AWS::S3::Bucket' ? [] : [aBucket({ id: cdkBucket })])];
    expect(statuses(check, account, { resources, denied: [type] })).toEqual(['unknown']);
  },
);

test('does not concern an account that shows no such use', () => {
  const other = aRole({ id: `cdk-hnb659fds-file-publishing-role-${OTHER_ACCOUNT}-eu-west-1` });
  const gone = { ...beanstalk, state: 'terminated' as const };
  expect(statuses(check, account, { resources: [other, gone, anInstance({ id: 'i-2' })] })).toEqual([
    'not-applicable',
  ]);
});
