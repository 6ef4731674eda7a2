import { framework } from '../framework-table.ts';

/** Trust Services Criteria of 2017, points of focus of 2022. */
export const SOC_2 = framework({
  id: 'soc-2',
  title: 'SOC 2 Trust Services Criteria',
  url: 'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
  scope: 'All 61 criteria: the common ones, availability, confidentiality, processing integrity and privacy.',
  table: `
# Control environment
CC1.1 | Integrity and ethical values are lived | none | people
CC1.2 | The board oversees, independent of management | none | people
CC1.3 | Structures, reporting lines and authorities are set | none | people
CC1.4 | Competent people are found and kept | none | people
CC1.5 | People answer for their control duties | none | people
# Communication and information
CC2.1 | Relevant information of good quality is used | none | people
CC2.2 | Objectives and duties are communicated within | none | people
CC2.3 | Matters of internal control are communicated to outsiders | none | people
# Risk assessment
CC3.1 | Objectives are clear enough to find their risks | none | people
CC3.2 | Risks are found and analysed | none | people
CC3.3 | Fraud is considered | none | people
CC3.4 | Changes that matter to control are found | none | people
# Monitoring activities
CC4.1 | Controls are evaluated | none | people
CC4.2 | Deficiencies are communicated and mended | none | people
# Control activities
CC5.1 | Controls that lower risks are chosen | none | people
CC5.2 | General controls over technology are chosen | none | people
CC5.3 | Controls are put in place by policies and procedures | none | people
# Logical and physical access
CC6.1 | Logical access to information assets is secured | partial | access outside AWS, and what policies allow in effect.
CC6.2 | Users are registered and authorised, and removed in time | partial | approvals, and users outside IAM; what is judged is what was left unused.
CC6.3 | Access follows roles, least privilege and separation of duties | partial | what policies allow in effect, and which duties must be apart.
CC6.4 | Physical access is restricted | none | physical
CC6.5 | Assets are protected until their data cannot be recovered | none | people
CC6.6 | Threats from outside the boundary are kept out | partial | whether a packet really arrives, and boundaries outside AWS.
CC6.7 | Information is moved and removed by authorised people only, and protected on its way | partial | transfers other than through load balancers and to buckets, and removable media.
CC6.8 | Malicious software is prevented or found | partial | what runs inside workloads; what is judged is whether GuardDuty watches.
# System operations
CC7.1 | Changes of configuration and new vulnerabilities are found | partial | vulnerabilities of software.
CC7.2 | Systems are watched for anomalies | partial | monitoring other than by GuardDuty, and whoever looks at what was found.
CC7.3 | Security events are evaluated | partial | the evaluation itself; what is judged is whether GuardDuty raises events.
CC7.4 | Incidents are responded to | none | people
CC7.5 | Recovery from incidents is planned and done | none | people
# Change management
CC8.1 | Changes are authorised, tested and approved | none | people
# Risk mitigation
CC9.1 | Risks of disruption are mitigated | none | people
CC9.2 | Risks of vendors and partners are managed | none | people
# Availability
A1.1 | Capacity is watched and adjusted to demand | partial | capacity other than that of Auto Scaling groups.
A1.2 | Surroundings, backups and recovery are provided for | partial | backups, and databases; what is judged is the use of several Availability Zones.
A1.3 | Recovery is tested | none | people
# Confidentiality
C1.1 | Confidential information is recognised and kept | none | people
C1.2 | Confidential information is disposed of | none | people
# Processing integrity
PI1.1 | Information about processing is of good quality | none | people
PI1.2 | Inputs are complete and accurate | none | inside
PI1.3 | Processing gives what was specified | none | inside
PI1.4 | Outputs are complete, accurate and in time | none | inside
PI1.5 | Stored inputs, items and outputs are complete and accurate | none | inside
# Privacy
P1.1 | People are told about privacy practices | none | people
P2.1 | Choices and consent are offered | none | people
P3.1 | Personal information is collected as the objectives say | none | people
P3.2 | Explicit consent is got where it is needed | none | people
P4.1 | Personal information is used for its purpose only | none | people
P4.2 | Personal information is kept no longer than needed | none | people
P4.3 | Personal information is disposed of securely | none | people
P5.1 | People can see the information about them | none | people
P5.2 | People can have it corrected | none | people
P6.1 | Third parties get personal information with consent only | none | people
P6.2 | Disclosures that were authorised are recorded | none | people
P6.3 | Disclosures that were not authorised are recorded | none | people
P6.4 | Third parties commit themselves to privacy | none | people
P6.5 | Third parties notify of unauthorised disclosures | none | people
P6.6 | Affected people and authorities are notified of breaches | none | people
P6.7 | People can have an account of what was disclosed | none | people
P7.1 | Personal information is accurate and complete | none | people
P8.1 | Inquiries, complaints and disputes are dealt with | none | people
`,
});
