import { parseArn } from '../../model/arn.ts';
import { defineCheck, fail, notApplicable, pass } from '../check.ts';

/** DescribeImages tells by itself which images are public. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html */
export const amiNotPublic = defineCheck({
  id: 'ami-not-public',
  title: 'The AMI is not public',
  practice: 12,
  severity: 'critical',
  resource: 'AWS::EC2::Image',
  reads: ['ec2:DescribeImages'],
  controls: ['iso-27001-2022:A.8.1', 'soc-2:cc_6_6'],
  equivalents: ['prowler:ec2_ami_public'],
  rationale:
    'Anybody with an AWS account can start a public image and look for keys, code and data on its disks.',
  remediation: 'Make the image private, and turn on Block Public Access for AMIs in every Region.',
  evaluate({ id, name, arn, account, public: isPublic, state }) {
    const owner = parseArn(arn)?.account;
    if (owner && owner !== account) return notApplicable();
    const evidence = { image: arn, name: name ?? null, public: isPublic, state };
    return isPublic ? fail(`Image ${id} is public.`, evidence) : pass(`Image ${id} is not public.`, evidence);
  },
});
