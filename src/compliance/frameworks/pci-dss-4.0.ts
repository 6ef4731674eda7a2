import { framework } from '../framework-table.ts';

/** Other tools number their own checks below these: 10.2.1.1.22 is the 22nd for 10.2.1.1. */
export const PCI_DSS_4_0 = framework({
  id: 'pci-dss-4.0',
  title: 'PCI DSS 4.0',
  url: 'https://www.pcisecuritystandards.org/document_library/',
  scope:
    'All requirements, with the appendices for multi-tenant service providers, early TLS and designated entities.',
  table: `
# 1 Network security controls
1.1.1 | Policies and procedures for network security controls are kept and known | none | people
1.1.2 | Roles for network security controls are given out | none | people
1.2.1 | Rules for network security controls are defined and kept | none | people
1.2.2 | Changes of networks and their controls go through change control | none | people
1.2.3 | Network diagrams are accurate | none | people
1.2.4 | Diagrams of the flow of account data are accurate | none | people
1.2.5 | Permitted services, protocols and ports are known and approved | none | people
1.2.6 | Risky services, protocols and ports have security features | none | people
1.2.7 | Rules of network security controls are reviewed twice a year | none | people
1.2.8 | Configuration of network security controls is protected and consistent | none | aws: who may change security groups and network ACLs
1.3.1 | Traffic into the cardholder data environment is limited to what is necessary | partial | which networks are the cardholder data environment, and whether a packet really arrives.
1.3.2 | Traffic out of the cardholder data environment is limited to what is necessary | partial | which networks are the cardholder data environment.
1.3.3 | Controls stand between wireless networks and the cardholder data environment | none | physical
1.4.1 | Controls stand between trusted and untrusted networks | none | people
1.4.2 | Traffic from untrusted networks reaches only what is meant for it | partial | whether a packet really arrives.
1.4.3 | Forged source addresses are kept out | none | aws: the source and destination checks of interfaces
1.4.4 | What stores cardholder data cannot be reached from untrusted networks directly | partial | which systems store cardholder data; databases of RDS.
1.4.5 | Internal addresses and routes are not disclosed | none | people
1.5.1 | Devices that connect to untrusted networks and to the cardholder data environment are secured | none | inside
# 2 Secure configurations
2.1.1 | Policies and procedures for secure configurations are kept and known | none | people
2.1.2 | Roles for secure configurations are given out | none | people
2.2.1 | Configuration standards cover all systems | none | people
2.2.2 | Default accounts of vendors are managed | none | inside
2.2.3 | Functions of different security levels are kept apart | none | people
2.2.4 | Only necessary services, protocols and functions are enabled | none | inside
2.2.5 | Insecure services that are present are justified and secured | none | people
2.2.6 | Security settings prevent misuse | partial | settings of operating systems, databases and applications.
2.2.7 | Administration over the network is encrypted | none | inside
2.3.1 | Wireless networks use no defaults of vendors | none | physical
2.3.2 | Keys of wireless networks are changed | none | physical
# 3 Stored account data
3.1.1 | Policies and procedures for stored account data are kept and known | none | people
3.1.2 | Roles for stored account data are given out | none | people
3.2.1 | Account data are kept no longer than necessary | none | people
3.3.1 | Sensitive authentication data are not kept after authorisation | none | inside
3.3.1.1 | The full track is not kept | none | inside
3.3.1.2 | The card verification code is not kept | none | inside
3.3.1.3 | The PIN is not kept | none | inside
3.3.2 | Sensitive authentication data are encrypted until authorisation is complete | none | inside
3.3.3 | Issuers keep only the sensitive authentication data that they need, encrypted | none | inside
3.4.1 | Card numbers are masked where they are shown | none | inside
3.4.2 | Remote access does not allow copying of card numbers | none | inside
3.5.1 | Card numbers cannot be read where they are stored | none | inside
3.5.1.1 | Hashes of card numbers are keyed | none | inside
3.5.1.2 | Disk encryption alone protects card numbers on removable media only | none | inside
3.5.1.3 | Disk encryption is managed apart from the operating system | none | inside
3.6.1 | Keys that protect account data are protected themselves | none | people
3.6.1.1 | Service providers describe their cryptographic architecture | none | people
3.6.1.2 | Secret keys are stored in an accepted form | none | inside
3.6.1.3 | Few people have access to keys in the clear | none | people
3.6.1.4 | Keys are stored in few places | none | people
3.7.1 | Strong keys are generated | none | people
3.7.2 | Keys are distributed securely | none | people
3.7.3 | Keys are stored securely | none | people
3.7.4 | Keys are changed at the end of their cryptoperiod | partial | keys outside KMS, and the cryptoperiod that you set.
3.7.5 | Keys that are weak or known to others are retired or replaced | none | people
3.7.6 | Handling keys in the clear takes two people | none | people
3.7.7 | Keys cannot be substituted | none | people
3.7.8 | Key custodians accept their duties | none | people
3.7.9 | Service providers guide customers in handling shared keys | none | people
# 4 Transmission
4.1.1 | Policies and procedures for transmission are kept and known | none | people
4.1.2 | Roles for transmission are given out | none | people
4.2.1 | Card numbers are encrypted on open, public networks | partial | transfers other than through load balancers and to buckets.
4.2.1.1 | Trusted keys and certificates are inventoried | none | people
4.2.1.2 | Wireless networks that carry card numbers are encrypted | none | physical
4.2.2 | Card numbers in messages of people are encrypted | none | people
# 5 Malicious software
5.1.1 | Policies and procedures against malicious software are kept and known | none | people
5.1.2 | Roles against malicious software are given out | none | people
5.2.1 | Systems at risk have an anti-malware solution | none | inside
5.2.2 | It finds and stops all known malicious software | none | inside
5.2.3 | Systems not at risk are looked at from time to time | none | people
5.2.3.1 | A risk analysis says how often these are looked at | none | people
5.3.1 | The anti-malware solution is kept current | none | inside
5.3.2 | It scans periodically or watches behaviour | none | inside
5.3.2.1 | A risk analysis says how often it scans | none | people
5.3.3 | It scans removable media | none | inside
5.3.4 | Its logs are enabled and kept | none | inside
5.3.5 | Users cannot turn it off | none | inside
5.4.1 | Phishing is detected and people are protected from it | none | people
# 6 Secure systems and software
6.1.1 | Policies and procedures for systems and software are kept and known | none | people
6.1.2 | Roles for systems and software are given out | none | people
6.2.1 | Custom software is developed securely | none | people
6.2.2 | Developers are trained every year | none | people
6.2.3 | Custom software is reviewed before release | none | people
6.2.3.1 | Manual reviews are made by others than the author | none | people
6.2.4 | Software engineering prevents common attacks | none | people
6.3.1 | Vulnerabilities are found and ranked | none | people
6.3.2 | Custom software and its components are inventoried | none | people
6.3.3 | Patches are installed in time | none | aws: patch compliance
6.4.1 | Public web applications are reviewed, or an automatic solution protects them | partial | web applications behind something else than an Application Load Balancer; reviews.
6.4.2 | An automatic solution prevents attacks on public web applications | partial | web applications behind something else than an Application Load Balancer; what the rules block.
6.4.3 | Scripts of payment pages are managed | none | inside
6.5.1 | Changes in production follow procedures | none | people
6.5.2 | Requirements are confirmed after significant changes | none | people
6.5.3 | Environments before production are apart from it | none | people
6.5.4 | Roles in production and before it are apart | none | people
6.5.5 | Live card numbers are used in production only | none | inside
6.5.6 | Test data and accounts are removed before production | none | inside
# 7 Need to know
7.1.1 | Policies and procedures for restricting access are kept and known | none | people
7.1.2 | Roles for restricting access are given out | none | people
7.2.1 | An access control model fits job and need | none | people
7.2.2 | Users have the least privileges that their job needs | partial | what the job needs, and what policies allow in effect.
7.2.3 | Privileges are approved by authorised people | none | people
7.2.4 | Accounts and privileges are reviewed twice a year | none | people
7.2.5 | Accounts of applications and systems have the least privileges | partial | what policies allow in effect, and accounts outside IAM.
7.2.5.1 | Accounts of applications and systems are reviewed | none | people
7.2.6 | Queries of stored cardholder data go through applications | none | inside
7.3.1 | An access control system covers all components | partial | components other than images, snapshots and roles, and whatever has a policy of its own.
7.3.2 | It enforces what is assigned by job | none | people
7.3.3 | It denies by default | none | people
# 8 Identification and authentication
8.1.1 | Policies and procedures for identification are kept and known | none | people
8.1.2 | Roles for identification are given out | none | people
8.2.1 | Every user has an ID of their own | none | people
8.2.2 | Shared accounts are used by exception only | partial | shared accounts other than the root user.
8.2.3 | Service providers use different authentication for each customer | none | people
8.2.4 | Additions, changes and deletions of users are authorised | none | people
8.2.5 | Access of people who leave ends at once | none | people
8.2.6 | Accounts that were not used for 90 days are removed | partial | accounts outside IAM. @unused-90
8.2.7 | Remote access of third parties is enabled only when needed | none | people
8.2.8 | Idle sessions end after 15 minutes | none | inside
8.3.1 | Every access is authenticated | none | people
8.3.2 | Authentication factors cannot be read in transit or storage | partial | factors kept elsewhere than in user data, environment variables and plain parameters.
8.3.3 | Identity is verified before a factor is changed | none | people
8.3.4 | Failed attempts lock the user out | none | inside
8.3.5 | First and reset passwords are used once | none | people
8.3.6 | Passwords have twelve characters, letters and digits | partial | passwords outside IAM. @password-pci4
8.3.7 | The last four passwords cannot be used again | partial | passwords outside IAM. @reuse-4
8.3.8 | Users are taught about authentication | none | people
8.3.9 | Passwords that are the only factor are changed every 90 days | none | aws: which passwords are the only factor, and their age
8.3.10 | Service providers guide customers in changing passwords | none | people
8.3.10.1 | Service providers have customers change passwords every 90 days | none | people
8.3.11 | Tokens, cards and certificates belong to one person | none | people
8.4.1 | Administrators use MFA | partial | administrators outside AWS.
8.4.2 | Access to the cardholder data environment takes MFA | partial | access that bypasses AWS.
8.4.3 | Remote access from outside takes MFA | partial | access that bypasses AWS.
8.5.1 | MFA cannot be replayed or bypassed | none | people
8.6.1 | Interactive use of system accounts is by exception | none | people
8.6.2 | Passwords of system accounts are not written into scripts and settings | partial | scripts and settings other than user data, environment variables and plain parameters.
8.6.3 | Passwords of system accounts are changed and strong | partial | system accounts outside IAM and Secrets Manager; how often your risk analysis asks for.
# 9 Physical access
9.1.1 | Policies and procedures for physical access are kept and known | none | people
9.1.2 | Roles for physical access are given out | none | people
9.2.1 | Entry to the cardholder data environment is controlled | none | physical
9.2.1.1 | Sensitive areas are watched | none | physical
9.2.2 | Network jacks in public places are not open | none | physical
9.2.3 | Network hardware is out of reach | none | physical
9.2.4 | Consoles in sensitive areas are locked | none | physical
9.3.1 | Physical access of personnel is authorised | none | physical
9.3.1.1 | Physical access to sensitive areas is controlled | none | physical
9.3.2 | Visitors are authorised and escorted | none | physical
9.3.3 | Badges of visitors are taken back | none | physical
9.3.4 | A log of visitors is kept | none | physical
9.4.1 | Media with cardholder data are secured | none | physical
9.4.1.1 | Backups on media are stored safely | none | physical
9.4.1.2 | The place of the backups is reviewed every year | none | physical
9.4.2 | Media with cardholder data are classified | none | physical
9.4.3 | Media sent out are secured and tracked | none | physical
9.4.4 | Management approves what is sent out | none | physical
9.4.5 | Media are inventoried | none | physical
9.4.5.1 | The inventory of media is checked every year | none | physical
9.4.6 | Paper is destroyed when it is no longer needed | none | physical
9.4.7 | Electronic media are destroyed when they are no longer needed | none | physical
9.5.1 | Card readers are protected from tampering | none | physical
9.5.1.1 | Card readers are listed | none | physical
9.5.1.2 | Card readers are inspected | none | physical
9.5.1.2.1 | A risk analysis says how often they are inspected | none | physical
9.5.1.3 | Personnel is trained to notice tampering | none | physical
# 10 Logging and monitoring
10.1.1 | Policies and procedures for logging are kept and known | none | people
10.1.2 | Roles for logging are given out | none | people
10.2.1 | Audit logs are enabled and active | partial | logs of operating systems, databases and applications.
10.2.1.1 | Logs hold every access to cardholder data | partial | cardholder data elsewhere than in S3.
10.2.1.2 | Logs hold every action of administrators | partial | actions within operating systems, databases and applications.
10.2.1.3 | Logs hold every access to audit logs | partial | audit logs other than those of CloudTrail.
10.2.1.4 | Logs hold every refused access | partial | refusals by operating systems, databases and applications.
10.2.1.5 | Logs hold every change of identities and credentials | partial | identities outside IAM.
10.2.1.6 | Logs hold every start, stop and pause of logging | partial | logs other than those of CloudTrail.
10.2.1.7 | Logs hold every creation and deletion of system objects | partial | objects within operating systems and databases.
10.2.2 | Entries hold who, what, when, where and with what success | partial | logs other than those of CloudTrail, whose entries always hold it.
10.3.1 | Audit logs are read by those whose job needs it | partial | who of the accounts can read the bucket of the trail.
10.3.2 | Audit logs cannot be modified by individuals | partial | who can write to the bucket of the trail; other logs.
10.3.3 | Audit logs are backed up to a central place at once | partial | logs other than those of CloudTrail.
10.3.4 | Changes of audit logs are detected | partial | logs other than those of CloudTrail.
10.4.1 | Audit logs are reviewed daily | none | people
10.4.1.1 | Reviews of audit logs are automatic | partial | logs that GuardDuty does not read.
10.4.2 | Other logs are reviewed periodically | none | people
10.4.2.1 | A risk analysis says how often other logs are reviewed | none | people
10.4.3 | Exceptions found in reviews are dealt with | none | people
10.5.1 | Audit logs are kept for twelve months, three of them at hand | partial | whether three months are at hand; logs other than those of CloudTrail and of its bucket. @retention-365
10.6.1 | Clocks are synchronised | none | inside
10.6.2 | Systems get the correct time | none | inside
10.6.3 | Settings of time are protected | none | inside
10.7.1 | Service providers notice failures of security controls | partial | controls other than CloudTrail and AWS Config, and alerts outside CloudWatch.
10.7.2 | Failures of security controls are noticed | partial | controls other than CloudTrail and AWS Config, security groups and network ACLs, and alerts outside CloudWatch.
10.7.3 | Failures of security controls are responded to | none | people
# 11 Testing
11.1.1 | Policies and procedures for testing are kept and known | none | people
11.1.2 | Roles for testing are given out | none | people
11.2.1 | Wireless access points are looked for | none | physical
11.2.2 | Authorised wireless access points are listed | none | physical
11.3.1 | Vulnerabilities are scanned for from within | none | aws: Inspector
11.3.1.1 | Other vulnerabilities are managed too | none | people
11.3.1.2 | Scans from within are authenticated | none | inside
11.3.1.3 | Scans from within follow significant changes | none | people
11.3.2 | Vulnerabilities are scanned for from outside by an approved vendor | none | people
11.3.2.1 | Scans from outside follow significant changes | none | people
11.4.1 | A method for penetration tests is laid down | none | people
11.4.2 | Penetration tests are made from within | none | people
11.4.3 | Penetration tests are made from outside | none | people
11.4.4 | What penetration tests find is mended | none | people
11.4.5 | Segmentation is tested | none | people
11.4.6 | Service providers test segmentation twice a year | none | people
11.4.7 | Multi-tenant service providers let customers test | none | people
11.5.1 | Intrusions into the network are detected | partial | traffic that GuardDuty does not see.
11.5.1.1 | Service providers detect hidden channels of malicious software | partial | traffic that GuardDuty does not see.
11.5.2 | Changes of critical files are detected | none | inside
11.6.1 | Changes of payment pages are detected | none | inside
# 12 Policies and programmes
12.1.1 | An information security policy is set, kept and known | none | people
12.1.2 | The policy is reviewed every year | none | people
12.1.3 | The policy names roles and responsibilities | none | people
12.1.4 | A member of the executive answers for security | none | people
12.2.1 | Acceptable use of technology is laid down | none | people
12.3.1 | Targeted risk analyses say how often flexible requirements are met | none | people
12.3.2 | Targeted risk analyses support customised approaches | none | people
12.3.3 | Cryptography in use is reviewed every year | none | people
12.3.4 | Hardware and software in use are reviewed every year | none | people
12.4.1 | Executives of service providers answer for PCI DSS | none | people
12.4.2 | Service providers review every quarter that tasks are done | none | people
12.4.2.1 | Service providers document these reviews | none | people
12.5.1 | Systems in scope are inventoried | none | people
12.5.2 | The scope is confirmed every year | none | people
12.5.2.1 | Service providers confirm the scope twice a year | none | people
12.5.3 | Service providers review the scope after changes of organisation | none | people
12.6.1 | A programme for security awareness exists | none | people
12.6.2 | The programme is reviewed every year | none | people
12.6.3 | Personnel is trained when hired and every year | none | people
12.6.3.1 | Training covers phishing and social engineering | none | people
12.6.3.2 | Training covers acceptable use | none | people
12.7.1 | Personnel is screened before it is hired | none | people
12.8.1 | Third-party service providers are listed | none | people
12.8.2 | Agreements with them are written | none | people
12.8.3 | Due diligence comes before engaging them | none | people
12.8.4 | Their compliance is watched | none | people
12.8.5 | It is known who answers for which requirement | none | people
12.9.1 | Service providers acknowledge their responsibility in writing | none | people
12.9.2 | Service providers support requests for information | none | people
12.10.1 | A plan for incidents exists and is ready | none | people
12.10.2 | The plan is reviewed and tested every year | none | people
12.10.3 | Somebody is available at all hours for incidents | none | people
12.10.4 | Those who respond are trained | none | people
12.10.4.1 | A risk analysis says how often they are trained | none | people
12.10.5 | The plan covers alerts of monitoring systems | none | people
12.10.6 | The plan is improved by lessons learnt | none | people
12.10.7 | Card numbers found where they should not be are responded to | none | people
# A1 Multi-tenant service providers
A1.1.1 | Provider and customers reach each other only as authorised | none | people
A1.1.2 | Customers reach only their own data | none | people
A1.1.3 | Customers use only the resources given to them | none | people
A1.1.4 | The separation of customers is tested twice a year | none | people
A1.2.1 | Customers have audit logs of their own environment | none | people
A1.2.2 | Forensic investigation is possible for each customer | none | people
A1.2.3 | Incidents and vulnerabilities can be reported and are dealt with | none | people
# A2 Early TLS on card-present terminals
A2.1.1 | Terminals that use early TLS are known not to be vulnerable | none | physical
A2.1.2 | Service providers that use early TLS for terminals have a plan | none | people
A2.1.3 | Service providers offer a secure service to terminals | none | people
# A3 Supplemental validation of designated entities
A3.1.1 | Executives answer for compliance and are informed | none | people
A3.1.2 | A programme for compliance exists | none | people
A3.1.3 | Roles for compliance are given out | none | people
A3.1.4 | Those in these roles are trained every year | none | people
A3.2.1 | The scope is confirmed every quarter | none | people
A3.2.2 | The impact of every change on the scope is found out | none | people
A3.2.2.1 | Requirements are confirmed after changes | none | people
A3.2.3 | Changes of organisation lead to a review of the scope | none | people
A3.2.4 | Segmentation is tested twice a year | none | people
A3.2.5 | Card numbers are looked for everywhere | none | people
A3.2.5.1 | The search for card numbers works | none | people
A3.2.5.2 | Card numbers found outside are responded to | none | people
A3.2.6 | Card numbers that leave the environment are detected | none | inside
A3.2.6.1 | Attempts to take card numbers out are responded to | none | people
A3.3.1 | Failures of critical security controls are noticed at once | partial | controls other than CloudTrail and AWS Config, security groups and network ACLs, and alerts outside CloudWatch.
A3.3.1.2 | Failures of critical security controls are responded to | none | people
A3.3.2 | Hardware and software are reviewed every year | none | people
A3.3.3 | Reviews confirm every quarter that tasks are done | none | people
A3.4.1 | Accounts and privileges in scope are reviewed twice a year | none | people
A3.5.1 | Patterns of attack are detected | partial | patterns that GuardDuty does not see.
`,
});
