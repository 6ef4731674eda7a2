import { dedented } from '../fix/dedented.ts';
import { resourcePolicyChecks } from '../resource-policy-checks.ts';

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html */
export const ecrRepository = resourcePolicyChecks({
  id: 'ecr-repository',
  title: 'ECR repository',
  noun: 'repository',
  resource: 'AWS::ECR::Repository',
  reads: ['ecr:DescribeRepositories', 'ecr:GetRepositoryPolicy'],
  changedBy: ['ecr:SetRepositoryPolicy'],
  equivalents: { public: ['prowler:ecr_repositories_not_publicly_accessible'], external: [] },
  harm: 'pull its images, with whatever code, settings and secrets are in them, or push others that you will run',
  fix: (what) => ({
    cli: dedented(`
      # Keep what the first command shows, to go back to it. Save the policy ${what} as a file
      aws ecr get-repository-policy --repository-name {id} --region {region}
      aws ecr set-repository-policy --repository-name {id} --policy-text file://<RESOURCE-POLICY-FILE> --region {region}`),
    terraform: dedented(`
      # The policy ${what}
      resource "aws_ecr_repository_policy" "this" {
        repository = "{id}"
        policy     = file("<RESOURCE-POLICY-FILE>")
      }`),
  }),
});
