import { frameworkVersions } from '../framework-table.ts';

/**
 * CIS AWS Foundations Benchmark. A recommendation a line: its number in each version (`-`: it is not there) with its
 * level and whether the benchmark calls it automated (A) or manual (M), then as in the other tables.
 */
export const CIS_AWS = frameworkVersions({
  id: 'cis-aws',
  title: 'CIS AWS Foundations Benchmark',
  url: 'https://www.cisecurity.org/benchmark/amazon_web_services',
  scope: 'Every recommendation of the benchmark.',
  versions: ['1.4.0', '1.5.0', '2.0.0', '3.0.0', '4.0.0', '5.0.0', '6.0.0', '7.0.0'],
  table: `
# Identity and access management
- - - - - - - 2.1.1/2M | The root credentials of member accounts are managed from one place | none | aws: whether centralised root access is on
- - - - - - - 2.1.2/2M | Policies of the organisation set limits that every account inherits | none | aws: what service and resource control policies forbid, and to whom
- - - - - - - 2.1.3/2M | No workload runs in the management account of the organisation | none | people
- - - - - - - 2.1.4/2M | Organisational units follow environment and sensitivity | none | people
- - - - - - - 2.1.5/2M | A delegated administrator manages the policies of the organisation | none | aws: the delegation policy of the organisation
- - - - - - - 2.1.6/2M | Delegated administrators manage the services that work across the organisation | none | aws: the delegated administrators of the organisation
1.1/1M 1.1/1M 1.1/1M 1.1/1M 1.1/1M 1.1/1M 2.1/1M 2.2/1M | The contact details of the account are current | none | people
1.2/1M 1.2/1M 1.2/1M 1.2/1M 1.2/1M 1.2/1M 2.2/1M 2.3/1M | AWS has a contact for security matters | full
1.3/1M 1.3/1M 1.3/1M 1.3/1M 1.3/1M - - - | Security questions are set for the recovery of the account | none | people
1.4/1A 1.4/1A 1.4/1A 1.4/1A 1.4/1A 1.3/1A 2.3/1A 2.4/1A | The root user has no access keys | full
1.5/1A 1.5/1A 1.5/1A 1.5/1A 1.5/1A 1.4/1A 2.4/1A 2.5/1A | The root user has MFA | full
1.6/2A 1.6/2A 1.6/2A 1.6/2A 1.6/2M 1.5/2M 2.5/2M 2.6/2M | The MFA of the root user is a hardware device | full
1.7/1A 1.7/1A 1.7/1A 1.7/1A 1.7/1M 1.6/1M 2.6/1M 2.7/1M | The root user does no daily work | full | Not used within 90 days: the benchmark itself names no number. @root-90
1.8/1A 1.8/1A 1.8/1A 1.8/1A 1.8/1A 1.7/1A 2.7/1A 2.8/1A | Passwords of IAM users are at least 14 characters long | full | @length-14
1.9/1A 1.9/1A 1.9/1A 1.9/1A 1.9/1A 1.8/1A 2.8/1A 2.9/1A | The last 24 passwords of an IAM user cannot be used again | full | @reuse-24
1.10/1A 1.10/1A 1.10/1A 1.10/1A 1.10/1A 1.9/1A 2.9/1A 2.10/1A | Every IAM user with a console password has MFA | full
1.11/1A 1.11/1A 1.11/1A 1.11/1A 1.11/1M 1.10/1M 2.10/1M - | Console users are not given access keys along with their password | full
1.12/1A 1.12/1A 1.12/1A 1.12/1A 1.12/1A 1.11/1A 2.11/1A 2.11/1A | Passwords and keys that were not used for 45 days are disabled | full | @unused-45
1.13/1A 1.13/1A 1.13/1A 1.13/1A 1.13/1A 1.12/1A 2.12/1A - | An IAM user has one active access key at most | full
1.14/1A 1.14/1A 1.14/1A 1.14/1A 1.14/1A 1.13/1A 2.13/1A 2.12/1A | Access keys are replaced within 90 days | full | @key-90
1.15/1A 1.15/1A 1.15/1A 1.15/1A 1.15/1A 1.14/1A 2.14/1A 2.13/1A | IAM users get their permissions through groups only | full
1.16/1A 1.16/1A 1.16/1A 1.16/1A 1.16/1A 1.15/1A 2.15/1A 2.14/1A | No attached policy allows everything on everything | partial | AWS's own policies, AdministratorAccess among them, where they are attached.
1.17/1A 1.17/1A 1.17/1A 1.17/1A 1.17/1A 1.16/1A 2.16/1A 2.15/1A | A role exists for dealing with AWS Support | full
1.18/2M 1.18/2M 1.18/2M 1.18/2M 1.18/2A 1.17/2A 2.17/2A 2.16/2A | EC2 instances reach AWS by a role | full
1.19/1A 1.19/1A 1.19/1A 1.19/1A 1.19/1A 1.18/1A 2.18/1A 2.17/1A | No expired TLS certificate is kept in IAM | full
1.20/1A 1.20/1A 1.20/1A 1.20/1A 1.20/1A 1.19/1A 2.19/1A 2.18/1A | IAM Access Analyzer watches external access in every region | full
1.21/2M 1.21/2M 1.21/2M 1.21/2M 1.21/2M 1.20/2M 2.20/2M 2.19/2M | Users are managed in one place, not account by account | partial | whether those who sign in by federation are managed well. @federation-2
- - 1.22/1M 1.22/1M 1.22/1M 1.21/1M 2.21/1M 2.20/1M | Full access to CloudShell is given to few | none | aws: who holds AWSCloudShellFullAccess
- - - - - - - 2.21/1M | No policy of a resource is open to every principal | partial | the policies of S3 access points, and of services that Rampart does not read.
# Storage
2.1.1/2A 2.1.1/2A - - - - - - | S3 buckets encrypt what is stored in them | full
2.1.2/2A 2.1.2/2A 2.1.1/2A 2.1.1/2A 2.1.1/2A 2.1.1/2A 3.1.1/2A 3.1.1/2A | S3 buckets refuse requests without TLS | full
2.1.3/1A 2.1.3/1A 2.1.2/1A 2.1.2/1A 2.1.2/2M 2.1.2/2M 3.1.2/2M 3.1.2/2M | Deleting versions from S3 buckets takes MFA | full
2.1.4/2M 2.1.4/2M 2.1.3/2M 2.1.3/2M 2.1.3/2M 2.1.3/2M 3.1.3/2M 3.1.3/2M | Sensitive data in S3 are found, classified and protected | none | aws: Amazon Macie
2.1.5/1A 2.1.5/1A 2.1.4/1A 2.1.4/1A 2.1.4/1A 2.1.4/1A 3.1.4/1A 3.1.4/1A | S3 Block Public Access is on, for the account or bucket by bucket | full
2.3.1/1A 2.3.1/1A 2.3.1/1A 2.3.1/1A 2.2.1/1A 2.2.1/1A 3.2.1/1A 3.2.1/1A | RDS instances are encrypted at rest | none | aws: the settings of RDS instances
- 2.3.2/1A 2.3.2/1A 2.3.2/1A 2.2.2/1A 2.2.2/1A 3.2.2/1A 3.2.2/1A | RDS instances take minor upgrades automatically | none | aws: the settings of RDS instances
- 2.3.3/1A 2.3.3/1A 2.3.3/1A 2.2.3/1A 2.2.3/1A 3.2.3/1A 3.2.3/1A | RDS instances are not publicly accessible | full
- - - - 2.2.4/1M 2.2.4/1M 3.2.4/1M 3.2.4/1M | RDS databases run in several Availability Zones | none | aws: the settings of RDS instances
- 2.4.1/1M 2.4.1/1M 2.4.1/1A 2.3.1/1A 2.3.1/1A 3.3.1/1A 3.3.1/1A | EFS file systems are encrypted at rest | none | aws: the encryption of EFS file systems
# Logging
3.1/1A 3.1/1A 3.1/1A 3.1/1A 3.1/1A 3.1/1M 4.1/1M 4.1/1M | CloudTrail records the management events of every region | full
3.2/2A 3.2/2A 3.2/2A 3.2/2A 3.2/2A 3.2/2A 4.2/2A 4.2/2A | CloudTrail signs digests of its log files | full
3.3/1A 3.3/1A 3.3/1A - - - - - | The bucket of the CloudTrail logs is not public | full
3.4/1A 3.4/1A 3.4/1A - - - - - | CloudTrail delivers to CloudWatch Logs | full
3.5/2A 3.5/2A 3.5/2A 3.3/2A 3.3/2A 3.3/2A 4.3/2A 4.3/2A | AWS Config records in every region | full
3.6/1A 3.6/1A 3.6/1A 3.4/1A 3.4/1A 3.4/1M 4.4/1M 4.4/1M | Access to the bucket of the CloudTrail logs is logged | full
3.7/2A 3.7/2A 3.7/2A 3.5/2A 3.5/2A 3.5/2A 4.5/2A 4.5/2A | CloudTrail encrypts its log files with a KMS key | full
3.8/2A 3.8/2A 3.8/2A 3.6/2A 3.6/2A 3.6/2A 4.6/2A 4.6/2A | Symmetric KMS keys of the customer rotate | full
3.9/2A 3.9/2A 3.9/2A 3.7/2A 3.7/2A 3.7/2A 4.7/2A 4.7/2A | Every VPC has flow logs | full
3.10/2A 3.10/2A 3.10/2A 3.8/2A 3.8/2A 3.8/2A 4.8/2A 4.8/2A | Writes of S3 objects are recorded | full
3.11/2A 3.11/2A 3.11/2A 3.9/2A 3.9/2A 3.9/2A 4.9/2A 4.9/2A | Reads of S3 objects are recorded | full
- - - - - - - 4.10/1M | Web front ends write access logs | partial | CloudFront distributions and API Gateway stages.
# Monitoring
4.1/1A 4.1/1A 4.1/1A 4.1/1A 4.1/2A 4.1/2M 5.1/2M 5.1/2M | Somebody is told of unauthorised API calls | full | SIEM
4.2/1A 4.2/1A 4.2/1A 4.2/1A 4.2/1M 4.2/1M 5.2/1M 5.2/1M | Somebody is told of console sign-ins without MFA | full | SIEM
4.3/1A 4.3/1A 4.3/1A 4.3/1A 4.3/1M 4.3/1M 5.3/1M 5.3/1M | Somebody is told of use of the root user | full | SIEM
4.4/1A 4.4/1A 4.4/1A 4.4/1A 4.4/1M 4.4/1M 5.4/1M 5.4/1M | Somebody is told of changes of IAM policies | full | SIEM
4.5/1A 4.5/1A 4.5/1A 4.5/1A 4.5/1M 4.5/1M 5.5/1M 5.5/1M | Somebody is told of changes of CloudTrail | full | SIEM
4.6/2A 4.6/2A 4.6/2A 4.6/2A 4.6/2M 4.6/2M 5.6/2M 5.6/2M | Somebody is told of failed console sign-ins | full | SIEM
4.7/2A 4.7/2A 4.7/2A 4.7/2A 4.7/2M 4.7/2M 5.7/2M 5.7/2M | Somebody is told of KMS keys being disabled or deleted | full | SIEM
4.8/1A 4.8/1A 4.8/1A 4.8/1A 4.8/1M 4.8/1M 5.8/1M 5.8/1M | Somebody is told of changes of bucket policies | full | SIEM
4.9/2A 4.9/2A 4.9/2A 4.9/2A 4.9/2M 4.9/2M 5.9/2M 5.9/2M | Somebody is told of changes of AWS Config | full | SIEM
4.10/2A 4.10/2A 4.10/2A 4.10/2A 4.10/2M 4.10/2M 5.10/2M 5.10/2M | Somebody is told of changes of security groups | full | SIEM
4.11/2A 4.11/2A 4.11/2A 4.11/2A 4.11/2M 4.11/2M 5.11/2M 5.11/2M | Somebody is told of changes of network ACLs | full | SIEM
4.12/1A 4.12/1A 4.12/1A 4.12/1A 4.12/1M 4.12/1M 5.12/1M 5.12/1M | Somebody is told of changes of network gateways | full | SIEM
4.13/1A 4.13/1A 4.13/1A 4.13/1A 4.13/1M 4.13/1M 5.13/1M 5.13/1M | Somebody is told of changes of route tables | full | SIEM
4.14/1A 4.14/1A 4.14/1A 4.14/1A 4.14/1M 4.14/1M 5.14/1M 5.14/1M | Somebody is told of changes of VPCs | full | SIEM
4.15/1A 4.15/1A 4.15/1A 4.15/1A 4.15/1M 4.15/1M 5.15/1M 5.15/1M | Somebody is told of changes of AWS Organizations | full | SIEM
- 4.16/2A 4.16/2A 4.16/2A 4.16/2A 4.16/2A 5.16/2A 5.16/2A | Security Hub is enabled | full
# Networking
2.2.1/1A 2.2.1/1A 2.2.1/1A 2.2.1/1A 5.1.1/1A 5.1.1/1A 6.1.1/1A 6.1.1/1A | EBS volumes are encrypted by default in every region | full
- - - - 5.1.2/1M 5.1.2/1A 6.1.2/1A 6.1.2/1A | File sharing by CIFS (TCP 445) is not open to the internet | full | @public-ports
5.1/1A 5.1/1A 5.1/1A 5.1/1A 5.2/1A 5.2/1A 6.2/1A 6.2/1A | No network ACL admits the internet to administration ports | full | @wide-16
5.2/1A 5.2/1A 5.2/1A 5.2/1A 5.3/1A 5.3/1A 6.3/1A 6.3/1A | No security group admits every IPv4 address to administration ports | full
- 5.3/1A 5.3/1A 5.3/1A 5.4/1A 5.4/1A 6.4/1A 6.4/1A | No security group admits every IPv6 address to administration ports | full
5.3/2A 5.4/2A 5.4/2A 5.4/2A 5.5/2A 5.5/2A 6.5/2A 6.5/2A | Default security groups have no rules | full
5.4/2M 5.5/2M 5.5/2M 5.5/2M 5.6/2M 5.6/2M 6.6/2M 6.6/2M | Routes of VPC peerings lead no further than needed | partial | whether the part of the peer that is routed to is needed.
- - 5.6/1A 5.6/1A 5.7/1A 5.7/1A 6.7/1A 6.7/1A | EC2 instances answer metadata requests with a token only | full
- - - - - - - 6.8/2M | VPCs reach AWS services through endpoints | none | aws: which services workloads call without a VPC endpoint
`,
});
