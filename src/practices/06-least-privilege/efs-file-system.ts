import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/**
 * Whoever comes through a mount target is in the file system's network: security groups keep it, and AWS calls no policy
 * public that lets in nobody else.
 * https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
 */
export const efsFileSystem = resourcePolicyChecks({
  id: 'efs-file-system',
  title: 'EFS file system',
  noun: 'file system',
  resource: 'AWS::EFS::FileSystem',
  reads: ['elasticfilesystem:DescribeFileSystems', 'elasticfilesystem:DescribeFileSystemPolicy'],
  changedBy: [
    'elasticfilesystem:CreateFileSystem',
    'elasticfilesystem:PutFileSystemPolicy',
    'elasticfilesystem:DeleteFileSystemPolicy',
  ],
  equivalents: { public: ['prowler:efs_not_publicly_accessible'], external: [] },
  harm: 'read and change its files, as soon as they reach it',
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the policy ${what} as a file
      aws efs describe-file-system-policy --file-system-id {id} --region {region}
      aws efs put-file-system-policy --file-system-id {id} --policy file://<RESOURCE-POLICY-FILE> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_efs_file_system_policy" "this" {
        file_system_id = "{id}"
        policy         = file("<RESOURCE-POLICY-FILE>")
      }`),
  }),
});
