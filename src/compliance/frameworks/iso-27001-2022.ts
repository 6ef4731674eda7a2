import { framework } from '../framework-table.ts';

/** The controls that Annex A refers to. */
export const ISO_27001_2022 = framework({
  id: 'iso-27001-2022',
  title: 'ISO/IEC 27001:2022 Annex A',
  url: 'https://www.iso.org/standard/27001',
  scope: 'All 93 controls of Annex A.',
  table: `
# Organizational controls
A.5.1 | Policies for information security are written, approved, made known and reviewed | none | people
A.5.2 | Roles and responsibilities for security are given out | none | people
A.5.3 | Conflicting duties are kept apart | none | people
A.5.4 | Managers see to it that the policies are followed | none | people
A.5.5 | Contact with authorities is kept | none | people
A.5.6 | Contact with security groups and forums is kept | none | people
A.5.7 | Threats are watched and understood | none | people
A.5.8 | Projects take security into account | none | people
A.5.9 | Assets and their owners are inventoried | partial | owners, and assets outside AWS; what is judged is whether AWS Config keeps the inventory.
A.5.10 | Acceptable use of information and assets is laid down | none | people
A.5.11 | Leavers give back what they were entrusted with | none | people
A.5.12 | Information is classified | none | people
A.5.13 | Information is labelled | none | people
A.5.14 | Information is transferred safely | partial | transfers other than through load balancers and to buckets.
A.5.15 | Rules say who may have access to what | partial | the rules themselves, and what policies allow in effect.
A.5.16 | Identities are managed from their beginning to their end | partial | identities outside IAM, and who stands behind one.
A.5.17 | Passwords, keys and other authentication information are handled with care | partial | authentication information outside AWS, and how people are instructed.
A.5.18 | Access rights are given, reviewed and taken back | partial | reviews and approvals; what is judged is what was left unused.
A.5.19 | Security in relations with suppliers is managed | none | people
A.5.20 | Agreements with suppliers name security | none | people
A.5.21 | Security in the supply chain of technology is managed | none | people
A.5.22 | Services of suppliers are watched and reviewed | none | people
A.5.23 | Cloud services are bought, used and left with security in mind | none | people
A.5.24 | Incident management is planned and prepared | none | people
A.5.25 | Security events are assessed | partial | how events are assessed; what is judged is whether GuardDuty raises them.
A.5.26 | Incidents are responded to | none | people
A.5.27 | Lessons are learnt from incidents | none | people
A.5.28 | Evidence is collected and kept | partial | evidence outside CloudTrail, and its handling.
A.5.29 | Security is upheld during disruption | none | people
A.5.30 | Technology is ready for the continuity of business | none | people
A.5.31 | Legal and contractual requirements are known | none | people
A.5.32 | Intellectual property is respected | none | people
A.5.33 | Records are protected from loss and falsification | partial | records other than those of CloudTrail.
A.5.34 | Personal data are protected | none | people
A.5.35 | Security is reviewed independently | none | people
A.5.36 | Compliance with the policies is reviewed | none | people
A.5.37 | Operating procedures are written down | none | people
# People controls
A.6.1 | Candidates are screened | none | people
A.6.2 | Contracts of employment name security | none | people
A.6.3 | People are made aware, taught and trained | none | people
A.6.4 | A disciplinary process exists | none | people
A.6.5 | Duties that outlast employment are laid down | none | people
A.6.6 | Confidentiality agreements are signed | none | people
A.6.7 | Remote work is secured | none | people
A.6.8 | People report security events | none | people
# Physical controls
A.7.1 | Secure areas have perimeters | none | physical
A.7.2 | Entry to secure areas is controlled | none | physical
A.7.3 | Offices, rooms and facilities are secured | none | physical
A.7.4 | Premises are watched | none | physical
A.7.5 | Fire, flood and other threats of the surroundings are met | none | physical
A.7.6 | Work in secure areas follows rules | none | physical
A.7.7 | Desks are clear and screens locked | none | physical
A.7.8 | Equipment is placed where it is safe | none | physical
A.7.9 | Equipment off the premises is protected | none | physical
A.7.10 | Storage media are managed | none | physical
A.7.11 | Power and other utilities are protected from failure | none | physical
A.7.12 | Cables are protected | none | physical
A.7.13 | Equipment is maintained | none | physical
A.7.14 | Equipment is disposed of or reused safely | none | physical
# Technological controls
A.8.1 | Devices of users are protected | none | inside
A.8.2 | Privileged access rights are few and managed | partial | privileged rights within operating systems, databases and applications.
A.8.3 | Access to information is restricted | partial | what policies allow in effect.
A.8.4 | Access to source code is managed | none | inside
A.8.5 | Authentication is secure | partial | authentication outside IAM.
A.8.6 | Capacity is adjusted to demand | partial | capacity other than that of Auto Scaling groups.
A.8.7 | Malware is kept out | none | inside
A.8.8 | Technical vulnerabilities are found and mended | none | aws: Inspector and patch compliance
A.8.9 | Configurations are laid down, watched and reviewed | partial | your own baseline, and what runs inside instances.
A.8.10 | Information that is no longer needed is deleted | none | people
A.8.11 | Data are masked | none | inside
A.8.12 | Leaks of data are prevented | partial | what leaves by permitted ways.
A.8.13 | Information is backed up | none | aws: AWS Backup plans and the backups of databases
A.8.14 | Facilities are redundant | partial | databases, and redundancy between regions.
A.8.15 | Logs are made, kept and protected | partial | logs of operating systems, databases and applications.
A.8.16 | Networks, systems and applications are watched for anomalies | partial | monitoring other than by GuardDuty, and whoever looks at what it found.
A.8.17 | Clocks are synchronised | none | inside
A.8.18 | Privileged utility programs are restricted | none | inside
A.8.19 | Installation of software is controlled | none | inside
A.8.20 | Networks are secured | partial | whether a packet really arrives, and networks outside AWS.
A.8.21 | Network services are secured | partial | network services other than load balancers.
A.8.22 | Networks are kept apart | partial | whether the parts are those that you want apart.
A.8.23 | Access to external websites is managed | none | aws: Route 53 Resolver DNS Firewall and Network Firewall
A.8.24 | Cryptography is used well, keys are managed | partial | encryption by applications, of databases and of file systems.
A.8.25 | Development follows secure rules from beginning to end | none | people
A.8.26 | Security requirements of applications are met | partial | applications themselves; what is judged is what stands in front of them.
A.8.27 | Systems are engineered by secure principles | none | people
A.8.28 | Code is written securely | none | people
A.8.29 | Security is tested during development and acceptance | none | people
A.8.30 | Outsourced development is supervised | none | people
A.8.31 | Development, test and production are kept apart | none | people
A.8.32 | Changes are managed | none | people
A.8.33 | Test information is protected | none | people
A.8.34 | Audits do not disturb operation | none | people
`,
});
