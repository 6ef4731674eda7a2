import { parseArn } from '../../model/arn.ts';
import { defineCheck, notApplicable } from '../check.ts';
import { dedented } from '../fix/dedented.ts';
import { ORGANIZATION_READS } from '../organization-reads.ts';
import { SHARING_CONTROLS, sharingOutcome } from '../sharing-outcome.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-explicit.html */
export const amiNoExternalAccess = defineCheck({
  id: 'ami-no-external-access',
  title: 'The AMI is shared with known accounts only',
  practice: 12,
  severity: 'high',
  resource: 'AWS::EC2::Image',
  reads: ['ec2:DescribeImages', 'ec2:DescribeImageAttribute', ...ORGANIZATION_READS],
  changedBy: ['ec2:ModifyImageAttribute'],
  controls: SHARING_CONTROLS,
  equivalents: [],
  rationale:
    'Whoever an image is shared with can start it, look for keys, code and data on its disks, and keep a copy.',
  remediation:
    'Take the account out of the launch permissions, or add it to trustedAccounts in rampart.yaml if it is known.',
  fix: {
    cli: dedented(`
      # Everybody, if it is shared with all, is for the fix of ami-not-public
      aws ec2 describe-image-attribute --image-id {id} --attribute launchPermission --region {region}
      aws ec2 modify-image-attribute --image-id {id} --launch-permission '{"Remove":[{"UserId":"{evidence.accounts[]}"}]}' --region {region}
      aws ec2 modify-image-attribute --image-id {id} --attribute launchPermission --operation-type remove --organization-arns {evidence.organizations[]} --region {region}`),
    terraform: dedented(`
      # Delete the other aws_ami_launch_permission of {id} from the configuration, with {evidence.outsiders}
      resource "aws_ami_launch_permission" "this" {
        image_id   = "{id}"
        account_id = "<ACCOUNT-ID-TO-KEEP>"
      }`),
  },
  evaluate({ id, arn, account, launchPermissions }, context) {
    const owner = parseArn(arn)?.account;
    if (owner && owner !== account) return notApplicable();
    return sharingOutcome(context, `Image ${id}`, account, launchPermissions);
  },
});
