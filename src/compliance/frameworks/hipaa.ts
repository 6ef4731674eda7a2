import { framework } from '../framework-table.ts';

/** Standards and implementation specifications. */
export const HIPAA = framework({
  id: 'hipaa',
  title: 'HIPAA Security Rule',
  url: 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C',
  scope: 'All standards and implementation specifications of 45 CFR Part 164 Subpart C.',
  table: `
# Administrative safeguards
164.308(a)(1)(i) | A security management process prevents, detects and corrects violations | none | people
164.308(a)(1)(ii)(A) | Risks are analysed | none | people
164.308(a)(1)(ii)(B) | Risks are lowered to a reasonable level | none | people
164.308(a)(1)(ii)(C) | Sanctions are applied | none | people
164.308(a)(1)(ii)(D) | Records of activity are reviewed | partial | the review by people; what is judged is whether there are records.
164.308(a)(2) | Somebody answers for security | none | people
164.308(a)(3)(i) | The workforce has appropriate access, and no other | partial | what is appropriate, and what policies allow in effect.
164.308(a)(3)(ii)(A) | Access is authorised or supervised | none | people
164.308(a)(3)(ii)(B) | Clearance comes before access | none | people
164.308(a)(3)(ii)(C) | Access ends when employment ends | partial | who left; what is judged is what was left unused.
164.308(a)(4)(i) | Policies authorise access to health information | none | people
164.308(a)(4)(ii)(A) | A clearinghouse within an organisation is kept apart | none | people
164.308(a)(4)(ii)(B) | Policies tell how access is granted | none | people
164.308(a)(4)(ii)(C) | Access is established, reviewed and changed by these policies | none | people
164.308(a)(5)(i) | The workforce is made aware and trained | none | people
164.308(a)(5)(ii)(A) | Reminders of security are given | none | people
164.308(a)(5)(ii)(B) | Malicious software is guarded against | none | inside
164.308(a)(5)(ii)(C) | Sign-ins are monitored | partial | sign-ins outside AWS, and monitoring outside CloudWatch.
164.308(a)(5)(ii)(D) | Passwords are created, changed and kept safely | partial | passwords outside IAM.
164.308(a)(6)(i) | Policies tell how incidents are dealt with | none | people
164.308(a)(6)(ii) | Incidents are recognised and responded to | partial | the response; what is judged is whether GuardDuty looks for incidents.
164.308(a)(7)(i) | A contingency plan exists | none | people
164.308(a)(7)(ii)(A) | Data are backed up | none | aws: AWS Backup plans and the backups of databases
164.308(a)(7)(ii)(B) | Lost data can be restored | none | people
164.308(a)(7)(ii)(C) | Critical processes continue in an emergency | none | people
164.308(a)(7)(ii)(D) | Contingency plans are tested | none | people
164.308(a)(7)(ii)(E) | Applications and data are ranked by criticality | none | people
164.308(a)(8) | Security is evaluated periodically | none | people
164.308(b)(1) | Business associates give assurances | none | people
164.308(b)(2) | Subcontractors of business associates give assurances | none | people
164.308(b)(3) | The assurances are written | none | people
# Physical safeguards
164.310(a)(1) | Access to facilities is limited | none | physical
164.310(a)(2)(i) | Facilities can be entered in an emergency | none | physical
164.310(a)(2)(ii) | Facilities are secured | none | physical
164.310(a)(2)(iii) | Access to facilities follows roles | none | physical
164.310(a)(2)(iv) | Repairs of facilities are recorded | none | physical
164.310(b) | Use of workstations is laid down | none | people
164.310(c) | Workstations are secured | none | physical
164.310(d)(1) | Movements of devices and media are governed | none | physical
164.310(d)(2)(i) | Media are disposed of | none | physical
164.310(d)(2)(ii) | Media are wiped before reuse | none | physical
164.310(d)(2)(iii) | Movements of media are recorded | none | physical
164.310(d)(2)(iv) | Data are copied before equipment is moved | none | physical
# Technical safeguards
164.312(a)(1) | Only those with access rights have access | partial | what policies allow in effect, databases, and access outside AWS.
164.312(a)(2)(i) | Users are identified one by one | partial | shared accounts other than the root user.
164.312(a)(2)(ii) | Health information can be had in an emergency | none | people
164.312(a)(2)(iii) | Sessions end by themselves | none | inside
164.312(a)(2)(iv) | Health information can be encrypted | partial | encryption by applications, of databases and of file systems.
164.312(b) | Activity is recorded and examined | partial | activity within operating systems, databases and applications.
164.312(c)(1) | Health information is protected from improper change and destruction | none | people
164.312(c)(2) | It can be shown that it was not changed | none | inside
164.312(d) | Whoever seeks access is who they claim to be | partial | authentication outside IAM.
164.312(e)(1) | Transmission is guarded | partial | transfers other than through load balancers and to buckets.
164.312(e)(2)(i) | Changes in transmission are noticed | partial | transfers other than through load balancers and to buckets.
164.312(e)(2)(ii) | Health information is encrypted where appropriate | partial | encryption by applications, of databases and of file systems.
# Organizational requirements and documentation
164.314(a)(1) | Contracts with business associates meet the rules | none | people
164.314(a)(2)(i)(A) | Contracts bind business associates to the Security Rule | none | people
164.314(a)(2)(i)(B) | Contracts bind their subcontractors too | none | people
164.314(a)(2)(i)(C) | Contracts have business associates report incidents | none | people
164.314(a)(2)(ii) | Arrangements other than contracts meet the rules | none | people
164.314(a)(2)(iii) | Contracts between business associates and subcontractors meet the rules | none | people
164.314(b)(1) | Plan documents have the sponsor safeguard health information | none | people
164.314(b)(2)(i) | The sponsor puts safeguards in place | none | people
164.314(b)(2)(ii) | Separation of plan and sponsor is supported by security | none | people
164.314(b)(2)(iii) | Agents of the sponsor agree to safeguards | none | people
164.314(b)(2)(iv) | The sponsor reports incidents to the plan | none | people
164.316(a) | Policies and procedures are in place | none | people
164.316(b)(1) | They are written, and actions recorded | none | people
164.316(b)(2)(i) | Documentation is kept for six years | none | people
164.316(b)(2)(ii) | Documentation is at hand for those who need it | none | people
164.316(b)(2)(iii) | Documentation is reviewed and updated | none | people
`,
});
