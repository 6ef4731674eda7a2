import { framework } from '../framework-table.ts';

/** The standard of AWS Security Hub. */
export const AWS_FSBP = framework({
  id: 'aws-fsbp',
  title: 'AWS Foundational Security Best Practices',
  url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html',
  scope: '286 controls; AWS adds to them all the time.',
  table: `
# Accounts and identity
Account.1 | AWS has a contact for security matters | full
IAM.1 | No customer managed policy allows everything on everything | full
IAM.2 | IAM users have no policies of their own | full
IAM.3 | Access keys of IAM users are replaced within 90 days | full | @key-90
IAM.4 | The root user has no access key | full
IAM.5 | IAM users with a console password have MFA | full
IAM.6 | The MFA of the root user is a hardware device | full
IAM.7 | The password policy asks for eight characters of all four kinds | full | @password-fsbp
IAM.8 | Passwords and keys of IAM users that were not used for 90 days are gone | full | @unused-90
IAM.9 | The root user has MFA | full
IAM.10 | The password policy asks for seven characters of three kinds, new every 90 days, unlike the last four | full | @password-pci3
IAM.19 | Every IAM user has MFA | partial | users without a console password, unless they are administrators.
IAM.21 | Customer managed policies allow no service as a whole | full
IAM.22 | Passwords and keys of IAM users that were not used for 45 days are gone | full | @unused-45
IAM.26 | No expired TLS certificate is kept in IAM | full
# Certificates and keys
ACM.1 | Certificates are renewed in time | full | @certificate-30
ACM.2 | RSA keys of certificates have 2,048 bits or more | none | aws: the key length of certificates
KMS.1 | Customer managed policies allow no decryption with every key | full
KMS.2 | Inline policies allow no decryption with every key | full
KMS.3 | No KMS key is about to be deleted | full
KMS.4 | KMS keys rotate | full
KMS.5 | No KMS key is open to everybody | full
PCA.1 = PrivateCertificateAuthority.1 | The root authority of ACM Private CA is disabled | none | aws: ACM Private CA
SecretsManager.1 | Secrets rotate automatically | full | @secret-any
SecretsManager.2 | Rotation of secrets succeeds | full
SecretsManager.3 | Unused secrets are removed | none | aws: when a secret was last read
SecretsManager.4 | Secrets are replaced within a number of days | none | aws: secrets that are replaced by hand
# Logging and monitoring
CloudTrail.1 | A trail records the management events of every region | full
CloudTrail.2 | Trails encrypt their log files with KMS | full
CloudTrail.3 | At least one trail is logging | full
CloudTrail.4 | Trails sign digests of their log files | full
CloudTrail.5 | Trails deliver to CloudWatch Logs | full
CloudTrail.6 | The bucket of a trail is not public | full
CloudTrail.7 | Access to the bucket of a trail is logged | full
Config.1 | AWS Config records every resource type, by its service-linked role | partial | the role by which the recorder works.
GuardDuty.1 | GuardDuty is enabled | full
GuardDuty.9 | GuardDuty protects RDS sign-ins | none | aws: the protection plans of GuardDuty
GuardDuty.10 | GuardDuty protects S3 | none | aws: the protection plans of GuardDuty
Macie.1 | Macie is enabled | none | aws: Amazon Macie
# Computing
AutoScaling.1 | Groups behind a load balancer use its health checks | full
AutoScaling.2 | Groups span several Availability Zones | full
AutoScaling.3 | Launch configurations ask for IMDSv2 | partial | what a launch configuration leaves to the account's default or its image, which counts here.
AutoScaling.4 | Metadata tokens of launch configurations travel one hop only | none | aws: the hop limit of launch configurations
AutoScaling.5 | Launch configurations give no public addresses | partial | launch configurations that no group uses.
AutoScaling.6 | Groups use several instance types in several Availability Zones | full
AutoScaling.9 | Groups launch from launch templates | full
EC2.1 | EBS snapshots are not public | full
EC2.2 | Default security groups have no rules | full
EC2.3 | Attached EBS volumes are encrypted | none | aws: the encryption of volumes
EC2.4 | Instances that stay stopped are removed | none | aws: since when an instance is stopped
EC2.6 | Every VPC has flow logs | full
EC2.7 | EBS volumes are encrypted by default | full
EC2.8 | Instances ask for IMDSv2 | full
EC2.9 | Instances have no public IPv4 address | none | aws: the addresses of instances, which are judged by what reaches them
EC2.10 | VPCs reach EC2 through an endpoint | none | aws: the services that a VPC has endpoints for
EC2.12 | Unused Elastic IP addresses are released | none | aws: unused Elastic IP addresses
EC2.13 | Security groups do not open SSH to the internet | full
EC2.14 | Security groups do not open RDP to the internet | full
EC2.15 | Subnets give out no public IPv4 addresses by themselves | full
EC2.16 | Unused network ACLs are removed | full
EC2.17 | Instances have one network interface | none | aws: the number of interfaces of an instance
EC2.18 | Security groups open only public ports to the internet | full | @public-ports
EC2.19 | Security groups do not open ports of high risk to the internet | full | @public-ports
EC2.20 | Both tunnels of a VPN connection are up | none | aws: VPN tunnels
EC2.21 | Network ACLs do not open SSH or RDP to the internet | full | @wide-16
EC2.22 | Unused security groups are removed | partial | groups on no interface that a template or another group names; those count as used.
EC2.23 | Transit gateways accept no attachment by themselves | none | aws: the automatic acceptance of transit gateways
EC2.24 | Instances are not paravirtual | none | aws: the virtualisation type of instances
EC2.25 | Launch templates give no public addresses | partial | launch templates that no Auto Scaling group uses.
EC2.28 | EBS volumes are in a backup plan | none | aws: AWS Backup plans
EC2.51 | Client VPN endpoints log connections | none | aws: Client VPN
Lambda.1 | Policies of functions do not let everybody in | partial | policies of versions, and of aliases without a URL.
Lambda.2 | Functions use runtimes that are maintained | none | aws: the runtimes of functions
Lambda.3 | Functions are in a VPC | none | aws: the network of functions
Lambda.5 | Functions in a VPC span several Availability Zones | none | aws: the network of functions
SSM.1 | Instances are managed by Systems Manager | none | aws: which instances Systems Manager manages
SSM.2 | Managed instances have their patches | none | aws: patch compliance
SSM.3 | Managed instances comply with their associations | none | aws: association compliance
SSM.4 | Systems Manager documents are not public | none | aws: the sharing of Systems Manager documents
# Containers
ECR.1 | Private repositories scan images | none | aws: the scanning settings of ECR
ECR.2 | Tags of private repositories cannot be moved | none | aws: the tag mutability of ECR
ECR.3 | ECR repositories have a lifecycle policy | none | aws: the lifecycle policies of ECR
ECS.1 | Task definitions set network mode and user safely | none | aws: the network and user settings of task definitions
ECS.2 | ECS services get no public address by themselves | none | aws: the network of ECS services
ECS.3 | Task definitions do not share the process namespace of the host | none | aws: the isolation settings of task definitions
ECS.4 | Containers are not privileged | none | aws: the isolation settings of task definitions
ECS.5 | Containers have read-only root file systems | none | aws: the isolation settings of task definitions
ECS.8 | Environment variables of containers hold no secrets | partial | variables whose name alone tells of a credential; what counts is the value.
ECS.9 | Task definitions have a log configuration | none | aws: the logging of task definitions
ECS.10 | Fargate services run on the latest platform | none | aws: the platform version of ECS services
ECS.12 | ECS clusters use Container Insights | none | aws: Container Insights
EKS.1 | API servers of clusters are not public | full
EKS.2 | Clusters run a maintained version of Kubernetes | none | aws: the version of clusters
EKS.3 | Clusters encrypt Kubernetes secrets | none | aws: the encryption of Kubernetes secrets
EKS.8 | Clusters write audit logs | none | aws: the logging of clusters
# Load balancing and content delivery
ELB.1 | Application Load Balancers redirect HTTP to HTTPS | full
ELB.2 | Classic Load Balancers use certificates of ACM | none | aws: the certificates of Classic Load Balancers
ELB.3 | Classic Load Balancers take HTTPS or TLS only | partial | TCP listeners, of which nobody can tell what they carry.
ELB.4 | Application Load Balancers drop invalid header fields | full
ELB.5 | Application and Classic Load Balancers write logs | full
ELB.6 | Application, Gateway and Network Load Balancers are protected against deletion | full
ELB.7 | Classic Load Balancers drain connections | none | aws: connection draining
ELB.9 | Classic Load Balancers balance across zones | full
ELB.10 | Classic Load Balancers span several Availability Zones | full
ELB.12 | Application Load Balancers mitigate HTTP desync attacks | full
ELB.13 | Application, Network and Gateway Load Balancers span several Availability Zones | full
ELB.14 | Classic Load Balancers mitigate HTTP desync attacks | partial | Classic Load Balancers without HTTP listeners.
ELB.16 | Application Load Balancers have a web ACL | partial | internal load balancers.
CloudFront.1 | Distributions have a default root object | none | aws: the default root object of distributions
CloudFront.3 | Distributions ask viewers for HTTPS | none | aws: the viewer settings of distributions
CloudFront.4 | Distributions have a second origin to fail over to | none | aws: the origin groups of distributions
CloudFront.5 | Distributions write logs | none | aws: the logging of distributions
CloudFront.6 | Distributions have a web ACL | none | aws: the web ACLs of distributions
CloudFront.7 | Distributions use certificates of their own | none | aws: the certificates of distributions
CloudFront.8 | Distributions serve HTTPS by SNI | none | aws: the viewer settings of distributions
CloudFront.9 | Distributions encrypt traffic to their own origins | none | aws: the origin settings of distributions
CloudFront.10 | Distributions use no outdated TLS towards their origins | none | aws: the origin settings of distributions
CloudFront.12 | No distribution points to an S3 bucket that does not exist | full
CloudFront.13 | Distributions reach S3 by origin access control | none | aws: the origin access control of distributions
APIGateway.1 | REST and WebSocket APIs log their executions | none | aws: API Gateway
APIGateway.2 | Stages show a client certificate to their backend | none | aws: API Gateway
APIGateway.3 | Stages are traced by X-Ray | none | aws: API Gateway
APIGateway.4 | APIs have a web ACL | none | aws: API Gateway
APIGateway.5 | Cached API answers are encrypted | none | aws: API Gateway
APIGateway.8 | Routes name how callers are authorised | none | aws: API Gateway
APIGateway.9 | Stages of HTTP and WebSocket APIs log access | none | aws: API Gateway
AppSync.1 | Caches of AppSync APIs are encrypted at rest | none | aws: AppSync
AppSync.2 | AppSync logs fields | none | aws: AppSync
Route53.2 | Public hosted zones log queries | none | aws: query logging of hosted zones
WAF.1 | Global web ACLs of WAF Classic log | none | aws: WAF Classic
WAF.2 | Regional rules of WAF Classic have a condition | none | aws: WAF Classic
WAF.3 | Regional rule groups of WAF Classic have a rule | none | aws: WAF Classic
WAF.4 | Regional web ACLs of WAF Classic have a rule | none | aws: WAF Classic
WAF.6 | Global rules of WAF Classic have a condition | none | aws: WAF Classic
WAF.7 | Global rule groups of WAF Classic have a rule | none | aws: WAF Classic
WAF.8 | Global web ACLs of WAF Classic have a rule | none | aws: WAF Classic
WAF.10 | Web ACLs have a rule or rule group | none | aws: web ACLs that protect nothing
WAF.11 | Web ACLs log | none | aws: the logging of web ACLs
WAF.12 | Rules of WAF publish metrics | none | aws: the metrics of WAF rules
NetworkFirewall.2 | Network firewalls log | none | aws: Network Firewall
NetworkFirewall.3 | Firewall policies have a rule group | none | aws: Network Firewall
NetworkFirewall.4 | Firewall policies drop or forward full packets by default | none | aws: Network Firewall
NetworkFirewall.5 | Firewall policies drop or forward fragments by default | none | aws: Network Firewall
NetworkFirewall.6 | Stateless rule groups are not empty | none | aws: Network Firewall
NetworkFirewall.9 | Network firewalls are protected against deletion | none | aws: Network Firewall
# Storage and backup
S3.1 | The account blocks public access to S3 | full
S3.2 | No bucket can be read by everybody | full
S3.3 | No bucket can be written by everybody | full
S3.5 | Buckets refuse requests without TLS | full
S3.6 | Bucket policies give other accounts no sensitive actions | none | aws: whom bucket policies let in
S3.7 | Buckets replicate to another region | none | aws: the replication of buckets
S3.8 | Buckets block public access | partial | own settings of a bucket whose account blocks public access already.
S3.9 | Buckets have server access logging | partial | buckets that receive access logs themselves.
S3.10 | Buckets with versions have lifecycle rules | none | aws: lifecycle rules of buckets with versions alone
S3.11 | Buckets announce events | none | aws: the event notifications of buckets
S3.12 | Access to buckets is not managed by ACLs | full
S3.13 | Buckets have lifecycle rules | full
S3.14 | Buckets keep versions | full
S3.15 | Buckets have Object Lock | full
S3.17 | Buckets are encrypted with KMS keys | none | aws: by which kind of key a bucket must encrypt
S3.19 | Access points block public access | none | aws: the public access block of access points
S3.20 | Deleting versions from buckets takes MFA | full
Backup.1 | Recovery points of AWS Backup are encrypted | none | aws: AWS Backup recovery points
EFS.1 | File systems are encrypted with KMS | none | aws: the encryption of EFS file systems
EFS.2 | File systems are in a backup plan | none | aws: AWS Backup plans
EFS.3 | Access points enforce a root directory | none | aws: EFS access points
EFS.4 | Access points enforce a user | none | aws: EFS access points
FSx.1 | OpenZFS file systems copy tags to backups and volumes | none | aws: FSx
# Databases and caches
DMS.1 | Replication instances are not public | none | aws: Database Migration Service
DMS.6 | Replication instances take minor upgrades automatically | none | aws: Database Migration Service
DMS.7 | Replication tasks log for the target | none | aws: Database Migration Service
DMS.8 | Replication tasks log for the source | none | aws: Database Migration Service
DMS.9 | Endpoints of replication use TLS | none | aws: Database Migration Service
DocumentDB.1 | DocumentDB clusters are encrypted at rest | none | aws: DocumentDB
DocumentDB.2 | DocumentDB clusters keep backups long enough | none | aws: DocumentDB
DocumentDB.3 | Manual snapshots of DocumentDB are not public | none | aws: DocumentDB
DocumentDB.4 | DocumentDB clusters publish audit logs | none | aws: DocumentDB
DocumentDB.5 | DocumentDB clusters are protected against deletion | none | aws: DocumentDB
DynamoDB.1 | Tables scale with demand | none | aws: the capacity of tables
DynamoDB.2 | Tables can be restored to a point in time | none | aws: point-in-time recovery of tables
DynamoDB.3 | DAX clusters are encrypted at rest | none | aws: DAX
DynamoDB.4 | Tables are in a backup plan | none | aws: AWS Backup plans
DynamoDB.6 | Tables are protected against deletion | none | aws: the deletion protection of tables
DynamoDB.7 | DAX clusters are encrypted in transit | none | aws: DAX
ElastiCache.1 | Caches are backed up | none | aws: ElastiCache
ElastiCache.2 | Caches take minor upgrades automatically | none | aws: ElastiCache
ElastiCache.3 | Replication groups of caches fail over automatically | none | aws: ElastiCache
ElastiCache.4 | Replication groups of caches are encrypted at rest | none | aws: ElastiCache
ElastiCache.5 | Replication groups of caches are encrypted in transit | none | aws: ElastiCache
ElastiCache.6 | Caches of old Redis versions ask for a password | none | aws: ElastiCache
ElastiCache.7 | Caches are not in the default subnet group | none | aws: ElastiCache
Neptune.1 | Neptune clusters are encrypted at rest | none | aws: Neptune
Neptune.2 | Neptune clusters publish audit logs | none | aws: Neptune
Neptune.3 | Snapshots of Neptune clusters are not public | none | aws: Neptune
Neptune.4 | Neptune clusters are protected against deletion | none | aws: Neptune
Neptune.5 | Neptune clusters are backed up automatically | none | aws: Neptune
Neptune.6 | Snapshots of Neptune clusters are encrypted | none | aws: Neptune
Neptune.7 | Neptune clusters authenticate by IAM | none | aws: Neptune
Neptune.8 | Neptune clusters copy tags to snapshots | none | aws: Neptune
Neptune.9 | Neptune clusters span several Availability Zones | none | aws: Neptune
RDS.1 | Database snapshots are not public | full
RDS.2 | Database instances are not publicly accessible | full
RDS.3 | Database instances are encrypted at rest | none | aws: the settings of RDS instances
RDS.4 | Snapshots of databases and clusters are encrypted | none | aws: the encryption of database snapshots
RDS.5 | Database instances span several Availability Zones | none | aws: the settings of RDS instances
RDS.6 | Database instances have enhanced monitoring | none | aws: the settings of RDS instances
RDS.7 | Database clusters are protected against deletion | none | aws: the settings of RDS clusters
RDS.8 | Database instances are protected against deletion | none | aws: the settings of RDS instances
RDS.9 | Database instances publish logs | none | aws: the settings of RDS instances
RDS.10 | Database instances authenticate by IAM | none | aws: the settings of RDS instances
RDS.11 | Database instances are backed up automatically | none | aws: the settings of RDS instances
RDS.12 | Database clusters authenticate by IAM | none | aws: the settings of RDS clusters
RDS.13 | Database instances take minor upgrades automatically | none | aws: the settings of RDS instances
RDS.14 | Aurora clusters can be wound back | none | aws: the settings of RDS clusters
RDS.15 | Database clusters span several Availability Zones | none | aws: the settings of RDS clusters
RDS.16 | Aurora clusters copy tags to snapshots | none | aws: the settings of RDS clusters
RDS.17 | Database instances copy tags to snapshots | none | aws: the settings of RDS instances
RDS.18 | Database instances are in a VPC | none | aws: the settings of RDS instances
RDS.19 | Somebody is told of critical events of database clusters | none | aws: RDS event subscriptions
RDS.20 | Somebody is told of critical events of database instances | none | aws: RDS event subscriptions
RDS.21 | Somebody is told of critical events of parameter groups | none | aws: RDS event subscriptions
RDS.22 | Somebody is told of critical events of database security groups | none | aws: RDS event subscriptions
RDS.23 | Databases listen on other ports than the default | none | aws: the settings of RDS instances
RDS.24 | Administrators of database clusters have names of their own | none | aws: the settings of RDS clusters
RDS.25 | Administrators of database instances have names of their own | none | aws: the settings of RDS instances
RDS.26 | Database instances are in a backup plan | none | aws: AWS Backup plans
RDS.27 | Database clusters are encrypted at rest | none | aws: the settings of RDS clusters
RDS.34 | Aurora MySQL clusters publish audit logs | none | aws: the settings of RDS clusters
RDS.35 | Database clusters take minor upgrades automatically | none | aws: the settings of RDS clusters
RDS.36 | PostgreSQL instances publish logs | none | aws: the settings of RDS instances
RDS.37 | Aurora PostgreSQL clusters publish logs | none | aws: the settings of RDS clusters
RDS.38 | PostgreSQL instances encrypt connections | none | aws: the settings of RDS instances
RDS.39 | MySQL instances encrypt connections | none | aws: the settings of RDS instances
Redshift.1 | Redshift clusters are not public | full
Redshift.2 | Redshift clusters encrypt connections | none | aws: the settings of Redshift clusters
Redshift.3 | Redshift clusters take snapshots automatically | none | aws: the settings of Redshift clusters
Redshift.4 | Redshift clusters write audit logs | none | aws: the settings of Redshift clusters
Redshift.6 | Redshift clusters take major upgrades automatically | none | aws: the settings of Redshift clusters
Redshift.7 | Redshift clusters route their traffic through the VPC | none | aws: the settings of Redshift clusters
Redshift.8 | Administrators of Redshift clusters have names of their own | none | aws: the settings of Redshift clusters
Redshift.9 | Redshift databases have names of their own | none | aws: the settings of Redshift clusters
Redshift.10 | Redshift clusters are encrypted at rest | none | aws: the settings of Redshift clusters
# Search and analytics
ES.1 | Elasticsearch domains are encrypted at rest | none | aws: the encryption of search domains
ES.2 | Elasticsearch domains are not public | full
ES.3 | Elasticsearch domains encrypt traffic between nodes | none | aws: the encryption of search domains
ES.4 | Elasticsearch domains log errors | none | aws: the logging of search domains
ES.5 | Elasticsearch domains write audit logs | none | aws: the logging of search domains
ES.6 | Elasticsearch domains have three data nodes or more | none | aws: the nodes of search domains
ES.7 | Elasticsearch domains have three dedicated master nodes or more | none | aws: the nodes of search domains
ES.8 | Elasticsearch domains accept the latest TLS only | none | aws: the TLS policy of search domains
OpenSearch.1 | OpenSearch domains are encrypted at rest | none | aws: the encryption of search domains
OpenSearch.2 | OpenSearch domains are not public | full
OpenSearch.3 | OpenSearch domains encrypt traffic between nodes | none | aws: the encryption of search domains
OpenSearch.4 | OpenSearch domains log errors | none | aws: the logging of search domains
OpenSearch.5 | OpenSearch domains write audit logs | none | aws: the logging of search domains
OpenSearch.6 | OpenSearch domains have three data nodes or more | none | aws: the nodes of search domains
OpenSearch.7 | OpenSearch domains control access to fields and documents | none | aws: the access control within search domains
OpenSearch.8 | OpenSearch domains accept the latest TLS only | none | aws: the TLS policy of search domains
OpenSearch.10 | OpenSearch domains have the latest software | none | aws: the software of search domains
Athena.1 | Workgroups of Athena encrypt results | none | aws: Athena
EMR.1 | Primary nodes of EMR have no public addresses | none | aws: EMR
EMR.2 | EMR blocks public access | none | aws: EMR
Kinesis.1 | Kinesis streams are encrypted at rest | none | aws: Kinesis
MSK.1 | MSK clusters encrypt traffic between brokers | none | aws: MSK
MSK.2 | MSK clusters have enhanced monitoring | none | aws: MSK
SageMaker.1 | Notebooks have no direct internet access | none | aws: SageMaker
SageMaker.2 | Notebooks run in a VPC of yours | none | aws: SageMaker
SageMaker.3 | Users of notebooks are not root | none | aws: SageMaker
SageMaker.4 | Endpoints of models have more than one instance | none | aws: SageMaker
SageMaker.5 | Models are isolated from the network | none | aws: SageMaker
# Messages and applications
SNS.1 | Topics are encrypted with KMS | none | aws: the encryption of topics
SNS.2 | Delivery of messages from topics is logged | none | aws: the delivery logging of topics
SNS.4 | Policies of topics do not let everybody in | full
SQS.1 | Queues are encrypted at rest | none | aws: the encryption of queues
EventBridge.3 | Custom event buses have a resource policy | none | aws: the policies of event buses
StepFunctions.1 | State machines log | none | aws: Step Functions
CloudFormation.1 | Stacks announce their events on SNS | none | aws: CloudFormation stacks
CodeBuild.1 | Repository URLs of build projects hold no credentials | none | aws: CodeBuild
CodeBuild.2 | Environment variables of build projects hold no credentials | none | aws: CodeBuild
CodeBuild.3 | Build logs on S3 are encrypted | none | aws: CodeBuild
CodeBuild.4 | Build projects log | none | aws: CodeBuild
CodeBuild.5 | Build projects are not privileged | none | aws: CodeBuild
CodeBuild.7 | Exports of report groups are encrypted | none | aws: CodeBuild
Cognito.1 | User pools use threat protection | none | aws: Cognito
ElasticBeanstalk.1 | Environments report enhanced health | none | aws: Elastic Beanstalk
ElasticBeanstalk.3 | Environments stream logs to CloudWatch | none | aws: Elastic Beanstalk
`,
});
