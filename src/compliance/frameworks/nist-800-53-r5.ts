import { framework } from '../framework-table.ts';

/** Controls, enhancements in brackets, and parts. */
export const NIST_800_53_R5 = framework({
  id: 'nist-800-53-r5',
  title: 'NIST SP 800-53 Rev. 5',
  url: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
  scope:
    'All 298 controls, by themselves or by those of their parts and enhancements that bear on AWS settings; the other enhancements are not covered.',
  table: `
# Access control
AC-1 | Policy and procedures for access control | none | people
AC-2(1) | Accounts are managed by automated means | partial | other means than federation.
AC-2(3) | Accounts are disabled when they expire, lose their owner, break policy or lie idle | partial | accounts outside IAM; all but idleness.
AC-2(3)(a) | Accounts that expired are disabled | none | people
AC-2(3)(b) | Accounts without an owner are disabled | none | people
AC-2(3)(c) | Accounts that break policy are disabled | none | people
AC-2(3)(d) | Accounts that lie idle are disabled | partial | accounts outside IAM.
AC-2(4) | Changes of accounts are audited automatically | partial | accounts outside IAM.
AC-2(6) | Privileges are managed dynamically | none | people
AC-2(12)(a) | Accounts are watched for unusual use | partial | use that GuardDuty does not see.
AC-2d.1 | It is laid down who may use the system | none | people
AC-2g | Use of accounts is monitored | partial | use outside AWS.
AC-2i.2 | Access is authorised for an intended use | none | people
AC-2j | Accounts are reviewed | none | people
AC-3 | Approved authorisations are enforced | partial | what policies of users and roles allow in effect.
AC-3(2) | Some actions take two people | none | people
AC-3(3) | Mandatory access control is enforced | none | inside
AC-3(3)(a) | It holds for all subjects and objects | none | inside
AC-3(3)(b)(1) | A subject cannot pass information on to subjects without authorisation | none | inside
AC-3(3)(b)(2) | A subject cannot give its privileges to others | none | inside
AC-3(3)(b)(3) | A subject cannot change attributes | none | inside
AC-3(3)(b)(4) | A subject cannot choose the attributes of new objects | none | inside
AC-3(3)(b)(5) | A subject cannot change the rules of access control | none | inside
AC-3(3)(c) | Trusted subjects are exempt by name only | none | inside
AC-3(4) | Discretionary access control is enforced | none | inside
AC-3(4)(a) | A subject may pass information on | none | inside
AC-3(4)(b) | A subject may give its privileges to others | none | inside
AC-3(4)(c) | A subject may change attributes | none | inside
AC-3(4)(d) | A subject may choose the attributes of new objects | none | inside
AC-3(4)(e) | A subject may change the rules of access control | none | inside
AC-3(7) | Access follows roles | partial | whether roles are those of your organisation.
AC-3(8) | Authorisations are revoked when attributes change | none | people
AC-3(10) | Overrides of access control are audited | none | people
AC-3(12)(a) | Applications state at installation what access they need | none | inside
AC-3(12)(b) | Applications are kept to it | none | inside
AC-3(13) | Access follows attributes | none | inside
AC-3(15)(a) | Mandatory and discretionary access control both hold for some subjects | none | inside
AC-3(15)(b) | Both hold for some objects | none | inside
AC-4 | Flows of information are controlled | partial | whether a packet really arrives, and what it carries.
AC-4(21) | Flows are kept apart, logically or physically | partial | whether the parts are those that you want apart.
AC-4(22) | One device reaches several domains without joining them | none | inside
AC-4(26) | Filtering of content is recorded | partial | filters other than security groups and network ACLs.
AC-4(28) | Filters act one after another | none | inside
AC-5b | Authorisations keep duties apart | none | people
AC-6 | Privileges are the least that are needed | partial | what the tasks need, and what policies allow in effect.
AC-6(2) | Privileged users do other work from other accounts | partial | privileged users other than the root user.
AC-6(3) | Privileged commands over the network are authorised | none | people
AC-6(9) | Use of privileged functions is logged | partial | functions of operating systems, databases and applications.
AC-6(10) | Users without privileges cannot use privileged functions | partial | privileged functions other than writing IAM.
AC-7(4) | Another factor may be used after failed attempts | none | inside
AC-7(4)(a) | It is laid down which factor | none | inside
AC-8 | Users are told the rules before they sign in | none | inside
AC-9 | Users are told of their previous sign-in | none | inside
AC-10 | Concurrent sessions are limited | none | inside
AC-11 | Devices lock | none | inside
AC-12 | Sessions end by themselves | partial | sessions other than those of roles.
AC-14 | Actions without identification are known | none | people
AC-16b | Attributes stay with the information | none | inside
AC-17b | Each kind of remote access is authorised | none | people
AC-17(1) | Remote access is monitored and controlled | partial | remote access other than to administration ports and API servers.
AC-17(2) | Remote access is encrypted | none | inside
AC-17(4)(a) | Privileged commands by remote access are authorised | none | people
AC-17(9) | Remote access can be cut off | none | people
AC-17(10) | Remote commands are authenticated | none | inside
AC-18 | Wireless access is authorised and configured | none | physical
AC-19 | Mobile devices are controlled | none | inside
AC-20 | Use of external systems is laid down | none | people
AC-21 | Sharing of information is decided well | none | people
AC-22 | Content for the public is reviewed | none | people
AC-23 | Mining of data is detected | none | inside
AC-24 | Access decisions are made before access is enforced | none | inside
AC-24(1) | Decisions are conveyed securely | none | inside
AC-25 | A reference monitor cannot be bypassed | none | inside
# Awareness and training
AT-1 | Policy and procedures for awareness and training | none | people
AT-2 | Everybody is trained in security and privacy | none | people
AT-3 | People are trained for their roles | none | people
AT-4 | Training is recorded | none | people
AT-6 | Results of training are reported | none | people
# Audit and accountability
AU-1 | Policy and procedures for audit and accountability | none | people
AU-2b | Logging is agreed on with others who need the records | none | people
AU-3(1) | Records hold additional information that you name | none | people
AU-3a | Records tell what happened | partial | logs other than those of CloudTrail, whose records always tell it.
AU-3b | Records tell when it happened | partial | logs other than those of CloudTrail, whose records always tell it.
AU-3c | Records tell where it happened | partial | logs other than those of CloudTrail, whose records always tell it.
AU-3d | Records tell the source | partial | logs other than those of CloudTrail, whose records always tell it.
AU-3e | Records tell the outcome | partial | logs other than those of CloudTrail, whose records always tell it.
AU-3f | Records tell who did it | partial | logs other than those of CloudTrail, whose records always tell it.
AU-4(1) | Logs are moved off the system that makes them | partial | logs other than those of CloudTrail.
AU-5 | Failures of logging are noticed | partial | logs other than those of CloudTrail.
AU-6(1) | Review and reporting are automated | partial | review other than by GuardDuty.
AU-6(3) | Logs of several sources are correlated | none | people
AU-6(4) | Logs are reviewed centrally | none | people
AU-6(5) | Logs are analysed together with other data | none | people
AU-6(6) | Logs are correlated with physical monitoring | none | physical
AU-6(9) | Logs are correlated with nontechnical sources | none | people
AU-7(1) | Records can be searched and sorted | none | people
AU-8b | Time stamps are exact and in UTC | partial | logs other than those of CloudTrail, whose time stamps are in UTC.
AU-9a | Logs are protected from access, change and deletion | partial | who can read or write them; logs other than those of CloudTrail.
AU-9(2) | Logs are stored on another system | partial | logs other than those of CloudTrail.
AU-9(3) | Logs are protected by cryptography | partial | logs other than those of CloudTrail.
AU-9(7) | Logs are stored on another operating system | none | inside
AU-10 | Nobody can deny what they did | partial | actions outside AWS.
AU-11 | Logs are kept long enough | partial | logs other than those of CloudTrail and of its bucket.
AU-11(1) | Old logs can be retrieved | none | people
AU-12a | Components can make records | partial | operating systems, databases and applications.
AU-12c | The records that were chosen are made | partial | your choice; operating systems, databases and applications.
AU-12(1) | Records make one trail, in the order of time | partial | logs other than those of CloudTrail.
AU-12(2) | Records have a standard format | partial | logs other than those of CloudTrail, whose format is one.
AU-12(3) | Authorised people can change what is logged | none | people
AU-12(4) | Queries for personal data are audited | none | inside
AU-13 | Open sources are watched for disclosures | none | people
AU-14a | Sessions can be viewed and recorded | none | inside
AU-14b | Session audits are agreed with counsel | none | people
AU-14(3) | Sessions can be viewed remotely | none | inside
AU-16 | Audit information is coordinated between organisations | none | people
# Assessment, authorization and monitoring
CA-1 | Policy and procedures for assessment, authorization and monitoring | none | people
CA-2d | Controls are assessed | none | people
CA-2(2) | Assessments include special tests | none | people
CA-3 | Exchange of information with other systems is agreed on | none | people
CA-5 | A plan of action lists what is to be mended | none | people
CA-6 | A senior official authorises the system | none | people
CA-7 | Controls are monitored continuously | partial | controls outside AWS, and your strategy.
CA-7b | It is laid down how often controls are monitored | none | people
CA-7(4)(c) | Changes that affect risk are monitored | partial | changes outside AWS.
CA-8 | Penetration tests are made | none | people
CA-9b | Internal connections are documented | none | people
# Configuration management
CM-1 | Policy and procedures for configuration management | none | people
CM-2a | A baseline configuration is developed and kept | none | people
CM-2b | The baseline is reviewed and updated | none | people
CM-2b.1 | It is reviewed as often as laid down | none | people
CM-2b.2 | It is reviewed when circumstances ask for it | none | people
CM-2b.3 | It is reviewed when components change | none | people
CM-2(2) | The baseline is kept current by automated means | partial | the baseline itself; what is judged is whether AWS Config records what there is.
CM-3a | It is laid down which changes are controlled | none | people
CM-3(3) | Changes are carried out by automated means | none | people
CM-4 | The impact of changes is analysed | none | people
CM-5(1)(a) | Restrictions of changes are enforced automatically | none | people
CM-5(1)(b) | Enforcement of restrictions is recorded | partial | changes outside AWS.
CM-6 | Settings are as restrictive as can be | partial | settings of operating systems, databases and applications.
CM-6a | Settings are laid down | none | people
CM-7b | Unneeded functions, ports and protocols are closed | partial | what is needed, and what runs inside instances.
CM-8(1) | The inventory follows installations and removals | partial | components outside AWS.
CM-8(2) | The inventory is kept by automated means | partial | components outside AWS.
CM-8(3)(a) | Unauthorised components are detected | partial | what is authorised; what is judged is whether AWS Config records what there is.
CM-8(6) | Deviations from the configuration are in the inventory | none | people
CM-8a | An inventory of components exists | partial | components outside AWS.
CM-8a.1 | It reflects the system | partial | components outside AWS.
CM-8a.2 | It holds all components | partial | components outside AWS.
CM-8a.3 | It counts no component twice | none | people
CM-8a.4 | It is as detailed as needed | none | people
CM-8a.5 | It holds what is needed for accountability | none | people
CM-8b | It is reviewed and updated | none | people
CM-9b | A process tells what is under configuration management | none | people
CM-10 | Software is used as licensed | none | people
CM-11 | Users install only what they may | none | inside
CM-12b | It is known who has access to the information and where it is | none | people
CM-13 | Actions on personal data are mapped | none | people
CM-14 | Only signed components are installed | none | inside
# Contingency planning
CP-1a.1(b) | The policy for contingencies fits law and rules | none | people
CP-1a.2 | Procedures for contingencies exist | none | people
CP-2a | A contingency plan exists | none | people
CP-2a.6 | The plan covers full restoration without loss of controls | none | people
CP-2a.7 | The plan covers the sharing of information about contingencies | none | people
CP-2d | The plan is reviewed | none | people
CP-2e | The plan is updated | none | people
CP-2(5) | Essential functions continue without loss | none | people
CP-2(6) | Essential functions move to another site | none | people
CP-3 | People are trained for contingencies | none | people
CP-4 | The contingency plan is tested | none | people
CP-6a | An alternate storage site exists | none | aws: AWS Backup plans and replication
CP-6(1) | It is separate from the primary site | none | aws: AWS Backup plans and replication
CP-6(2) | It allows recovery in time | none | people
CP-7 | An alternate processing site exists | none | people
CP-8 | Alternate telecommunications exist | none | physical
CP-9a | Information of users is backed up | none | aws: AWS Backup plans and the backups of databases
CP-9b | Information of the system is backed up | none | aws: AWS Backup plans and the backups of databases
CP-9c | Documentation is backed up | none | people
CP-9d | Backups are protected | partial | backups other than snapshots.
CP-9(8) | Backups are encrypted | partial | backups of databases and file systems.
CP-10 | The system can be recovered to a known state | none | people
CP-10(2) | Transactions can be recovered | none | inside
CP-11 | Alternate communications protocols exist | none | people
CP-12 | A safe mode of operation exists | none | inside
CP-13 | Alternative security mechanisms exist | none | people
# Identification and authentication
IA-1 | Policy and procedures for identification and authentication | none | people
IA-2 | Users are identified and authenticated one by one | partial | shared accounts other than the root user; accounts outside AWS.
IA-2(1) | Privileged accounts use MFA | partial | accounts outside AWS.
IA-2(2) | Other accounts use MFA | partial | accounts outside AWS, and users without a console password.
IA-2(6) | MFA uses a separate device | partial | accounts outside AWS.
IA-2(6)(a) | One factor comes from a device apart from the system | partial | accounts outside AWS.
IA-2(8) | Authentication cannot be replayed | partial | accounts outside AWS.
IA-3(3)(b) | Leases of addresses are audited | none | inside
IA-4b | Identifiers are assigned to their owner | none | people
IA-4d | Identifiers are not reused | none | people
IA-4(4) | Identifiers tell the status of their owner | none | people
IA-4(8) | Identifiers hide their owner where that is wanted | none | people
IA-5 | Passwords, keys and other authenticators are managed | partial | authenticators outside AWS.
IA-5b | Authenticators begin with content that was laid down | none | people
IA-5c | Authenticators are strong enough | partial | authenticators other than passwords of IAM users.
IA-5d | Procedures cover handing out, loss and revocation | none | people
IA-5f | Authenticators are changed in time | partial | authenticators outside AWS.
IA-5h | Their owners protect them | none | people
IA-5(1)(c) | Passwords are sent over protected channels only | none | inside
IA-5(1)(f) | Long passwords are allowed | none | people
IA-5(1)(g) | Tools help to choose strong passwords | none | people
IA-5(1)(h) | Passwords follow rules of composition | partial | passwords outside IAM.
IA-5(7) | No authenticator is embedded in the clear | partial | places other than user data, environment variables and plain parameters.
IA-5(8) | Owners of several accounts do not share authenticators among them | partial | accounts outside IAM.
IA-5(18)(a) | Password managers are used | none | people
IA-5(18)(b) | Passwords in them are protected | none | people
IA-6 | Feedback hides what is typed | none | inside
IA-7 | Cryptographic modules authenticate those who use them | none | inside
IA-8(2)(b) | Accepted external authenticators are listed | none | people
IA-9 | Services identify themselves | none | inside
IA-10 | Unusual circumstances take more authentication | none | inside
IA-11 | Users authenticate again when circumstances change | none | inside
IA-12 | Identities are proofed | none | people
# Incident response
IR-1 | Policy and procedures for incident response | none | people
IR-2 | People are trained for incidents | none | people
IR-3 | Incident response is tested | none | people
IR-4a | Incidents can be handled from preparation to recovery | none | people
IR-5 | Incidents are tracked | none | people
IR-6 | Incidents are reported | none | people
IR-7 | Users get help with incidents | none | people
IR-8 | A plan for incidents exists | none | people
IR-9 | Spilled information is responded to | none | people
# Maintenance
MA-1 | Policy and procedures for maintenance | none | people
MA-2 | Maintenance is controlled | none | people
MA-3 | Tools for maintenance are controlled | none | people
MA-4c | Remote maintenance takes strong authentication | none | inside
MA-4(1)(a) | Remote maintenance is logged | none | inside
MA-5 | Those who maintain are authorised | none | people
MA-6 | Maintenance comes in time | none | people
MA-7 | Maintenance in the field is restricted | none | physical
# Media protection
MP-1 | Policy and procedures for media protection | none | people
MP-2 | Access to media is restricted | none | physical
MP-3 | Media are marked | none | physical
MP-4 | Media are stored safely | none | physical
MP-5 | Media are transported safely | none | physical
MP-6 | Media are sanitised | none | physical
MP-7 | Use of media is restricted | none | physical
MP-8 | Media are downgraded properly | none | physical
# Physical and environmental protection
PE-1 | Policy and procedures for physical protection | none | people
PE-2 | Physical access is authorised | none | physical
PE-3 | Physical access is controlled | none | physical
PE-4 | Access to transmission lines is controlled | none | physical
PE-5 | Access to output devices is controlled | none | physical
PE-6(2) | Intrusions into the facility are recognised automatically | none | physical
PE-6(4) | Physical access to systems is monitored | none | physical
PE-8 | Visits are recorded | none | physical
PE-9 | Power equipment is protected | none | physical
PE-10 | Power can be shut off | none | physical
PE-11 | Emergency power exists | none | physical
PE-12 | Emergency lighting exists | none | physical
PE-13 | Fire is detected and fought | none | physical
PE-14 | Temperature and humidity are controlled | none | physical
PE-15 | Water damage is prevented | none | physical
PE-16 | Deliveries and removals are controlled | none | physical
PE-17 | Alternate work sites are secured | none | physical
PE-18 | Components are placed where it is safe | none | physical
PE-19 | Emanations do not leak information | none | physical
PE-20 | Assets are tracked | none | physical
PE-21 | Electromagnetic pulses are protected against | none | physical
PE-22 | Components are marked | none | physical
PE-23 | The place of the facility takes hazards into account | none | physical
# Planning
PL-1 | Policy and procedures for planning | none | people
PL-2 | Security and privacy plans exist | none | people
PL-4 | Rules of behaviour are accepted | none | people
PL-7 | A concept of operations exists | none | people
PL-8 | Security and privacy architectures exist | none | people
PL-9 | Controls are managed centrally | none | people
PL-10 | A baseline of controls is selected | none | people
PL-11 | The baseline is tailored | none | people
# Program management
PM-1 | An information security program plan exists | none | people
PM-2 | A senior official leads the program | none | people
PM-3 | Resources for the program are planned | none | people
PM-4 | Plans of action are managed | none | people
PM-5 | Systems are inventoried | none | people
PM-6 | Performance is measured | none | people
PM-7 | The enterprise architecture takes security into account | none | people
PM-8 | A plan for critical infrastructure exists | none | people
PM-9 | A risk management strategy exists | none | people
PM-10 | Authorization of systems is managed | none | people
PM-11b | Needs for protection follow from the mission | none | people
PM-12 | An insider threat program exists | none | people
PM-13 | The workforce for security is developed | none | people
PM-14a.1 | Plans for testing, training and monitoring are kept | none | people
PM-14b | These plans fit the risk strategy | none | people
PM-15 | Contact with security groups is kept | none | people
PM-16 | Threat information is shared | none | people
PM-17b | Rules for controlled information on external systems are reviewed | none | people
PM-18 | A privacy program plan exists | none | people
PM-19 | A senior official leads the privacy program | none | people
PM-20 | Information about the privacy program is public | none | people
PM-21b | Accounts of disclosures are kept | none | people
PM-22 | The quality of personal data is managed | none | people
PM-23 | A data governance body exists | none | people
PM-24 | A data integrity board exists | none | people
PM-25 | Personal data in tests, training and research are few | none | people
PM-26 | Complaints are managed | none | people
PM-27 | Privacy reports are made | none | people
PM-28 | Assumptions about risk are stated | none | people
PM-29 | Leaders of risk management are named | none | people
PM-30 | A strategy for supply chain risk exists | none | people
PM-31 | A strategy for continuous monitoring exists | none | people
PM-32 | Systems are used for their purpose | none | people
# Personnel security
PS-1 | Policy and procedures for personnel security | none | people
PS-2 | Positions have a risk designation | none | people
PS-3 | People are screened | none | people
PS-4 | Access ends when employment ends | none | people
PS-5 | Access is reviewed when people move | none | people
PS-6 | Access agreements are signed | none | people
PS-7 | External personnel keeps the same rules | none | people
PS-8 | Sanctions exist | none | people
PS-9 | Position descriptions name security duties | none | people
# Processing of personal data
PT-1 | Policy and procedures for personal data | none | people
PT-2 | Authority to process personal data is documented | none | people
PT-3 | Purposes of processing are documented | none | people
PT-4 | Consent can be given | none | people
PT-5 | Privacy notices are given | none | people
PT-6 | Systems of records are announced | none | people
PT-7 | Special categories of personal data are protected | none | people
PT-8 | Matching programs follow the law | none | people
# Risk assessment
RA-1a | Policy and procedures for risk assessment | none | people
RA-1a.1 | A risk assessment policy exists | none | people
RA-1a.2 | Procedures carry it out | none | people
RA-2 | The system is categorised | none | people
RA-3a.1 | Risk assessments find threats and vulnerabilities | none | people
RA-3(4) | Analytics predict risks | none | people
RA-5a | Vulnerabilities are scanned for | none | aws: Inspector
RA-5(4) | It is known what an adversary can find out | none | people
RA-6 | Surveys look for surveillance devices | none | physical
RA-7 | Findings are responded to | none | people
RA-8 | Privacy impact is assessed | none | people
RA-9 | Critical components are known | none | people
RA-10a | Threats are hunted for | none | people
RA-10a.1 | Signs of compromise are looked for | none | people
RA-10a.2 | Threats that evade controls are tracked and disrupted | none | people
# System and services acquisition
SA-1 | Policy and procedures for acquisition | none | people
SA-2 | Resources for security are allocated | none | people
SA-3 | The development life cycle takes security into account | none | people
SA-4 | Contracts name security requirements | none | people
SA-5 | Documentation exists | none | people
SA-8 | Systems are engineered by principles of security and privacy | none | people
SA-9(6) | Keys for data at a provider are yours alone | none | aws: which data are encrypted by keys of your own
SA-10(1) | Developers make the integrity of software verifiable | none | people
SA-11 | Developers test and evaluate | none | people
SA-15a.4 | The development process keeps tools and process from unauthorised change | none | people
SA-16 | Developers train their customers | none | people
SA-17 | Developers design an architecture for security and privacy | none | people
SA-20 | Critical components are developed anew | none | people
SA-21 | Developers are screened | none | people
SA-22 | Unsupported components are replaced | none | people
SA-23 | Components are specialised for critical use | none | people
# System and communications protection
SC-1 | Policy and procedures for system and communications protection | none | people
SC-2 | Functions of users and of management are apart | none | inside
SC-3 | Security functions are isolated | none | inside
SC-4 | Shared resources leak no information | none | inside
SC-5a | Denial of service is protected against | partial | load balancers other than internet-facing Application Load Balancers.
SC-5b | Controls against denial of service are in place | partial | load balancers other than internet-facing Application Load Balancers.
SC-5(1) | Users cannot attack other systems | none | people
SC-5(2) | Capacity suffices against floods | partial | capacity other than that of Auto Scaling groups and load balancers.
SC-5(3)(a) | Denial of service is detected | partial | what GuardDuty does not see.
SC-5(3)(b) | Resources are watched for denial of service | none | people
SC-6 | Resources stay available | partial | resources other than those of Auto Scaling groups.
SC-7a | Communications at the boundary are monitored and controlled | partial | whether a packet really arrives.
SC-7b | What the public reaches is in subnetworks of its own | partial | what belongs to the public part.
SC-7c | External networks are reached through managed interfaces only | partial | whether a packet really arrives.
SC-7(3) | External connections are few | partial | whether each is needed.
SC-7(4)(b) | Each managed interface has a flow policy | none | people
SC-7(4)(g) | Control plane traffic is not exchanged without authorisation | none | physical
SC-7(5) | Traffic is denied by default | partial | whether a packet really arrives.
SC-7(7) | Remote devices use no second path | none | inside
SC-7(9)(a) | Outgoing threats are detected and denied | partial | what GuardDuty does not see.
SC-7(9)(b) | Users behind denied communications are audited | none | inside
SC-7(11) | Only authorised sources reach authorised destinations | partial | which are authorised, and whether a packet really arrives.
SC-7(12) | Hosts protect their own boundary | none | inside
SC-7(16) | Components that manage interfaces cannot be discovered | none | inside
SC-7(20) | Components can be isolated while in operation | none | people
SC-7(21) | Components are isolated by boundary protection | partial | which must be apart.
SC-7(24)(b) | Permitted processing of personal data is monitored at the boundary | none | inside
SC-7(25) | Unclassified national security systems reach external networks through an approved device | none | people
SC-7(26) | Classified national security systems reach external networks through an approved device | none | people
SC-7(27) | Other unclassified systems reach external networks through an approved device | none | people
SC-7(28) | Systems that you name have no direct connection to a public network | partial | which systems you name.
SC-8 | Information in transit is protected | partial | transfers other than through load balancers and to buckets.
SC-8(1) | Information in transit is encrypted | partial | transfers other than through load balancers and to buckets.
SC-8(2) | Information is protected before and after transmission | none | inside
SC-8(3) | Message headers are encrypted | none | inside
SC-8(4) | Patterns of communication are concealed | none | inside
SC-8(5) | A protected distribution system carries the information | none | physical
SC-10 | Connections end when sessions end | none | inside
SC-11 | Users have a trusted path | none | inside
SC-12 | Cryptographic keys are managed | partial | keys outside KMS.
SC-12(2) | Symmetric keys are produced and distributed by approved means | partial | keys outside KMS.
SC-12(6) | Keys of stored information are in your physical control | none | physical
SC-13a | Uses of cryptography are known | none | people
SC-13b | Cryptography is of the type that each use asks for | partial | encryption by applications, of databases and of file systems.
SC-15 | Collaborative devices cannot be turned on from afar | none | inside
SC-16(1) | Attributes arrive unaltered | none | inside
SC-17 | Certificates of public keys are managed | partial | certificates outside ACM and IAM.
SC-18 | Mobile code is controlled | none | inside
SC-20 | Authoritative name resolution is secure | none | aws: DNSSEC of hosted zones
SC-21 | Recursive name resolution is secure | none | aws: DNSSEC validation of resolvers
SC-22 | Name resolution is fault tolerant and split in roles | none | people
SC-23 | Sessions are authentic | partial | sessions other than those through load balancers.
SC-23(3) | Session identifiers are unique and random | none | inside
SC-23(5) | Only certificate authorities that you name are trusted | none | inside
SC-24 | Systems fail in a known state | none | inside
SC-25 | Components have few functions and little storage | none | inside
SC-26 | Decoys detect attacks | none | people
SC-27 | Applications do not depend on a platform | none | people
SC-28(1) | Information at rest is encrypted | partial | databases and file systems, and volumes made before encryption was the default.
SC-28(2) | Information is kept offline | none | people
SC-29 | Components are diverse | none | people
SC-30 | Adversaries are misled | none | people
SC-31 | Covert channels are analysed | none | people
SC-32 | Systems are partitioned | none | people
SC-34 | Programs are loaded from media that cannot be modified | none | inside
SC-35 | Malicious sites are looked for | none | inside
SC-36 | Processing is distributed over places | partial | processing other than by Auto Scaling groups and load balancers.
SC-36(1)(a) | Faults are found by polling | partial | components outside Auto Scaling groups.
SC-37 | Channels out of band are used | none | people
SC-38 | Information about operations is protected | none | people
SC-39 | Processes are isolated | none | inside
SC-40 | Wireless links are protected | none | physical
SC-41 | Ports of devices are disabled | none | physical
SC-42 | Sensors are controlled | none | physical
SC-43b | Use of restricted components is authorised and monitored | none | people
SC-44 | Suspicious content is detonated apart | none | inside
SC-45 | Clocks are synchronised | none | inside
SC-46 | Policy between domains is enforced | none | inside
SC-47 | Alternate communications paths exist | none | physical
SC-48 | Sensors can be moved | none | people
SC-49 | Hardware enforces separation | none | inside
SC-50 | Software enforces separation | none | inside
SC-51 | Hardware protects firmware | none | physical
# System and information integrity
SI-1a.2 | Procedures for system and information integrity exist | none | people
SI-2a | Flaws are found, reported and corrected | none | aws: Inspector and patch compliance
SI-2c | Updates are installed in time | none | aws: patch compliance
SI-2d | Flaw remediation is part of configuration management | none | people
SI-2(2) | The state of remediation is told by automated means | none | aws: patch compliance
SI-2(5) | Updates are installed automatically | none | aws: patch compliance
SI-3c.2 | Malicious code is blocked and reported | none | inside
SI-3(8)(a) | Unauthorised commands are detected | none | inside
SI-3(8)(b) | Such commands are warned of, audited or prevented | none | inside
SI-4a | Attacks and unauthorised connections are watched for | partial | what GuardDuty does not see.
SI-4a.1 | Attacks and their signs are detected | partial | what GuardDuty does not see.
SI-4a.2 | Unauthorised connections are detected | partial | what GuardDuty does not see.
SI-4b | Unauthorised use is recognised | partial | what GuardDuty does not see.
SI-4c | Monitoring collects what is essential | partial | sources outside AWS.
SI-4d | What was detected is analysed | partial | the analysis by people.
SI-4(1) | Detection tools make one system | none | people
SI-4(2) | Tools analyse events nearly at once | partial | events outside AWS.
SI-4(3) | Detection is part of access and flow control | none | people
SI-4(4)(a) | It is laid down what is unusual traffic | none | people
SI-4(4)(b) | Traffic in and out is watched for it | partial | what GuardDuty does not see.
SI-4(10) | Encrypted traffic is visible to monitoring | none | inside
SI-4(12) | People are alerted automatically | partial | events other than those of the alarms, and alerts outside CloudWatch.
SI-4(13)(a) | Patterns of traffic and events are analysed | partial | what GuardDuty does not see.
SI-4(14) | Rogue wireless devices are detected | none | physical
SI-4(17) | Monitoring is brought together | none | people
SI-4(20) | Privileged users are monitored more closely | partial | privileged users other than the root user.
SI-4(23) | Hosts are monitored from within | none | inside
SI-4(25) | Monitoring devices see all traffic that they need | none | inside
SI-5(1) | Alerts are spread by automated means | none | people
SI-5a | Alerts and advisories from outside are received | partial | sources other than AWS.
SI-5b | Alerts are made within | none | people
SI-6 | Security functions are verified | none | people
SI-7a | Unauthorised changes of software and information are detected | partial | information other than CloudTrail's log files.
SI-7(1) | Integrity is checked | partial | information other than CloudTrail's log files.
SI-7(3) | Tools for integrity are managed centrally | none | people
SI-7(7) | Integrity violations are part of incident response | none | people
SI-7(8) | Integrity violations are audited | none | inside
SI-8 | Spam is kept out | none | inside
SI-10(1)(c) | Manual overrides of input validation are audited | none | inside
SI-11 | Error messages reveal nothing useful to attackers | none | inside
SI-12 | Information is kept and disposed of by the rules | none | people
SI-13(5) | Components fail over | partial | databases, and failover between regions.
SI-14 | Components do not live long | none | people
SI-15 | Output is filtered | none | inside
SI-16 | Memory is protected | none | inside
SI-17 | Systems fail safely | none | inside
SI-18 | Personal data are accurate | none | people
SI-19(4) | Identifiers are removed, masked or encrypted | none | inside
SI-20 | Tainted data show leaks | none | people
SI-21 | Information is refreshed | none | inside
SI-22 | Information has alternative sources | none | people
SI-23 | Information is split over systems | none | inside
# Supply chain risk management
SR-1 | Policy and procedures for supply chain risk | none | people
SR-2 | A plan for supply chain risk exists | none | people
SR-3 | Controls and processes of the supply chain are in place | none | people
SR-4 | Provenance is known | none | people
SR-5 | Acquisition lowers supply chain risk | none | people
SR-6 | Suppliers are assessed | none | people
SR-7 | Operations security covers the supply chain | none | people
SR-8 | Suppliers agree to notify | none | people
SR-9 | Components resist tampering | none | people
SR-10 | Components are inspected | none | people
SR-11 | Components are genuine | none | people
SR-12 | Components are disposed of safely | none | people
`,
});
