import { parseArn } from '../../model/arn.ts';
import { defineCheck, fail, notApplicable, pass } from '../check.ts';
import { dedented } from '../fix/dedented.ts';

/** DescribeImages tells by itself which images are public. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html */
export const amiNotPublic = defineCheck({
  id: 'ami-not-public',
  title: 'The AMI is not public',
  practice: 12,
  severity: 'critical',
  resource: 'AWS::EC2::Image',
  reads: ['ec2:DescribeImages'],
  changedBy: ['ec2:ModifyImageAttribute'],
  controls: [
    'nist-800-53-r5:AC-3',
    'nist-csf-2.0:PR.AA-05',
    'nist-csf-2.0:PR.DS-01',
    'pci-dss-4.0:7.3.1',
    'iso-27001-2022:A.8.3',
    'iso-27001-2022:A.8.12',
    'soc-2:CC6.1',
    'soc-2:CC6.7',
    'hipaa:164.308(a)(3)(i)',
    'hipaa:164.312(a)(1)',
  ],
  equivalents: ['prowler:ec2_ami_public'],
  rationale:
    'Anybody with an AWS account can start a public image and look for keys, code and data on its disks.',
  remediation: 'Make the image private, and turn on Block Public Access for AMIs in every Region.',
  fix: {
    cli: dedented(`
      # Share it with the accounts that need it first: modify-image-attribute --launch-permission Add
      aws ec2 modify-image-attribute --image-id {id} --launch-permission '{"Remove":[{"Group":"all"}]}' --region {region}
      # Against the next one, for all images of the region
      aws ec2 enable-image-block-public-access --image-block-public-access-state block-new-sharing --region {region}`),
    terraform: dedented(`
      # Where Terraform made it, delete the aws_ami_launch_permission of {id} with the group all from the configuration.
      # Against the next one, for all images of the region
      resource "aws_ec2_image_block_public_access" "this" {
        state = "block-new-sharing"
      }`),
  },
  evaluate({ id, name, arn, account, public: isPublic, state }) {
    const owner = parseArn(arn)?.account;
    if (owner && owner !== account) return notApplicable();
    const evidence = { image: arn, name: name ?? null, public: isPublic, state };
    return isPublic ? fail(`Image ${id} is public.`, evidence) : pass(`Image ${id} is not public.`, evidence);
  },
});
