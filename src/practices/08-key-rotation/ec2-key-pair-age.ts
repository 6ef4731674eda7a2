import { daysBetween } from '../../model/days.ts';
import { defineCheck, fail, pass, unknown } from '../check.ts';
import { counted } from '../counted.ts';
import { dedented } from '../fix/dedented.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-key-pairs.html */
export const ec2KeyPairAge = defineCheck({
  id: 'ec2-key-pair-age',
  title: 'EC2 key pairs are replaced in time',
  practice: 8,
  severity: 'info',
  resource: 'AWS::EC2::KeyPair',
  reads: ['ec2:DescribeKeyPairs'],
  changedBy: ['ec2:CreateKeyPair', 'ec2:ImportKeyPair'],
  controls: [],
  equivalents: [],
  rationale:
    'A private key that many people have held over the years signs in wherever its public half still lies.',
  remediation:
    'Create a new key pair, replace the public key on the instances, delete the old pair; better, use Session Manager.',
  fix: {
    cli: dedented(`
      aws ec2 import-key-pair --key-name <NEW-KEY-NAME> --public-key-material fileb://<PUBLIC-KEY-FILE> --region {region}
      # Once the instances accept the new key alone and templates name it: aws ec2 delete-key-pair --key-pair-id {id} --region {region}`),
    terraform: dedented(`
      # Once the instances accept the new key alone, delete the aws_key_pair {name} from the configuration, where Terraform made it
      resource "aws_key_pair" "new" {
        key_name   = "<NEW-KEY-NAME>"
        public_key = file("<PUBLIC-KEY-FILE>")
      }`),
  },
  evaluate(keyPair, { asOf, settings }) {
    const { createTime } = keyPair;
    const limit = settings.keyPairMaxAgeDays;
    const age = daysBetween(createTime, asOf, 'ec2:DescribeKeyPairs');
    if (age.status === 'unread') return unknown(age);
    const evidence = { createTime, ageDays: age.value, maxAgeDays: limit };
    const summary = `Key pair ${keyPair.name ?? keyPair.id} is ${counted(age.value, 'day')} old; the limit is ${limit}.`;
    return age.value > limit ? fail(summary, evidence) : pass(summary, evidence);
  },
});
