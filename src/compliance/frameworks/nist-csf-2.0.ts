import { framework } from '../framework-table.ts';

/** After the equals sign: what other tools number by CSF 1.1, or by a draft, and what NIST says became of it. */
export const NIST_CSF_2_0 = framework({
  id: 'nist-csf-2.0',
  title: 'NIST Cybersecurity Framework 2.0',
  url: 'https://www.nist.gov/cyberframework',
  scope: 'All 106 subcategories.',
  table: `
# Govern: organizational context
GV.OC-01 = oc_1 | The mission is understood and informs risk management | none | people
GV.OC-02 = oc_2 | Stakeholders and their needs are understood | none | people
GV.OC-03 = oc_3 po_3 | Legal and contractual requirements are understood and managed | none | people
GV.OC-04 = be_5 | What others depend on is understood and made known | none | people
GV.OC-05 | What the organisation itself depends on is understood and made known | none | people
# Govern: risk management strategy
GV.RM-01 = rm_1 | Objectives of risk management are agreed on | none | people
GV.RM-02 = rm_2 | Risk appetite and tolerance are stated | none | people
GV.RM-03 = rm_3 po_4 | Cybersecurity is part of enterprise risk management | none | people
GV.RM-04 | The direction for responding to risks is set | none | people
GV.RM-05 | Lines of communication about risks exist | none | people
GV.RM-06 | One method is used to calculate, document and rank risks | none | people
GV.RM-07 | Opportunities are part of talks about risk | none | people
# Govern: roles and responsibilities
GV.RR-01 = rr_3 | Leaders answer for cybersecurity risk | none | people
GV.RR-02 = rr_1 rr_2 am_6 | Roles and responsibilities are set, known and enforced | none | people
GV.RR-03 | Resources are enough for the strategy | none | people
GV.RR-04 | Human resources practices include cybersecurity | none | people
# Govern: policy
GV.PO-01 = po_1 | A policy for cybersecurity risk is set and enforced | none | people
GV.PO-02 = po_2 | The policy is reviewed and updated | none | people
# Govern: oversight
GV.OV-01 = ov_1 ov_4 | Outcomes of the strategy are reviewed | none | people
GV.OV-02 = ov_2 | The strategy is adjusted to requirements and risks | none | people
GV.OV-03 = ov_3 | Performance of risk management is evaluated | none | people
# Govern: supply chain
GV.SC-01 = sc_1 sc_2 | A programme for supply chain risk is agreed on | none | people
GV.SC-02 | Roles of suppliers, customers and partners are set | none | people
GV.SC-03 | Supply chain risk is part of risk management | none | people
GV.SC-04 | Suppliers are known and ranked by criticality | none | people
GV.SC-05 = po_5 | Requirements are part of contracts with suppliers | none | people
GV.SC-06 | Due diligence comes before a relationship with a supplier | none | people
GV.SC-07 = sc_3 id_sc_4 | Risks of suppliers are recorded, assessed and watched | none | people
GV.SC-08 | Suppliers take part in planning for incidents | none | people
GV.SC-09 = sc_4 | Supply chain practices are watched all through the life of products | none | people
GV.SC-10 | Plans cover the time after a relationship ends | none | people
# Identify: asset management
ID.AM-01 = am_1 | Hardware is inventoried | none | physical
ID.AM-02 = am_2 | Software, services and systems are inventoried | partial | software within workloads; what is judged is whether AWS Config keeps the inventory.
ID.AM-03 = am_3 ae_1 | Network communication and data flows are written down | none | people
ID.AM-04 | Services of suppliers are inventoried | none | people
ID.AM-05 = am_5 | Assets are ranked by their importance | none | people
ID.AM-07 | Data and their metadata are inventoried | none | aws: Amazon Macie
ID.AM-08 = ds_3 ip_2 ma_2 | Assets are managed all through their life | none | people
# Identify: risk assessment
ID.RA-01 = ra_1 ip_12 | Vulnerabilities of assets are found and recorded | none | aws: Inspector
ID.RA-02 = ra_2 | Threat intelligence is received | none | people
ID.RA-03 = ra_3 | Threats are found and recorded | partial | threats outside AWS; what is judged is whether GuardDuty looks for them.
ID.RA-04 | Impacts and likelihoods of threats are recorded | none | people
ID.RA-05 = ra_5 | Threats, vulnerabilities and impacts together tell the risk | none | people
ID.RA-06 = mi_3 | Responses to risks are chosen, planned and tracked | none | people
ID.RA-07 | Changes and exceptions are managed and assessed | none | people
ID.RA-08 | Reports of vulnerabilities are received and answered | none | people
ID.RA-09 = ds_8 | Hardware and software are genuine before they are used | none | inside
ID.RA-10 | Critical suppliers are assessed before they are chosen | none | people
# Identify: improvement
ID.IM-01 | Evaluations lead to improvements | none | people
ID.IM-02 | Tests and exercises lead to improvements | none | people
ID.IM-03 = ip_7 ip_8 dp_5 | Operation leads to improvements | none | people
ID.IM-04 = ip_9 | Plans for incidents are made, communicated and improved | none | people
# Protect: identities and access
PR.AA-01 = ac_1 | Identities and credentials are managed | partial | identities outside IAM.
PR.AA-02 = ac_6 | Identities are proofed and bound to credentials | none | people
PR.AA-03 = ac_3 ac_7 | Users, services and hardware are authenticated | partial | authentication outside AWS.
PR.AA-04 | Assertions of identity are protected, conveyed and verified | none | inside
PR.AA-05 = ac_4 | Permissions follow least privilege and are reviewed | partial | what policies allow in effect, reviews, and separation of duties.
PR.AA-06 | Physical access is managed by risk | none | physical
# Protect: awareness and training
PR.AT-01 | Everybody is made aware and trained | none | people
PR.AT-02 | People in special roles are trained for them | none | people
# Protect: data security
PR.DS-01 = ds_1 ds_5 ds_6 | Data at rest are protected | partial | databases and file systems, and what policies allow in effect.
PR.DS-02 = ds_2 | Data in transit are protected | partial | transfers other than through load balancers and to buckets.
PR.DS-10 | Data in use are protected | none | inside
PR.DS-11 = ip_4 | Backups are made, protected and tested | none | aws: AWS Backup plans and the backups of databases
# Protect: platform security
PR.PS-01 = ip_1 ip_3 pt_3 | Configurations are managed | partial | your own baseline, and what runs inside instances.
PR.PS-02 | Software is maintained, replaced and removed by risk | none | inside
PR.PS-03 | Hardware is maintained, replaced and removed by risk | none | physical
PR.PS-04 = pt_1 | Log records are made and made available | partial | logs of operating systems, databases and applications.
PR.PS-05 | Unauthorised software is not installed or run | none | inside
PR.PS-06 | Software is developed securely | none | people
# Protect: infrastructure resilience
PR.IR-01 = ac_5 pt_4 ds_7 | Networks are protected from unauthorised access | partial | whether a packet really arrives, and networks outside AWS.
PR.IR-02 | Assets are protected from threats of their surroundings | none | physical
PR.IR-03 = pt_5 | Mechanisms keep services up in normal and adverse times | partial | databases, and resilience between regions.
PR.IR-04 = ds_4 | Capacity is enough to stay available | partial | capacity other than that of Auto Scaling groups.
# Detect: continuous monitoring
DE.CM-01 = cm_1 cm_4 | Networks are watched for adverse events | partial | networks outside AWS.
DE.CM-02 = cm_2 | The surroundings are watched | none | physical
DE.CM-03 = cm_3 | Activity of people is watched | partial | activity outside AWS.
DE.CM-06 = cm_6 | Activity of service providers is watched | none | people
DE.CM-09 = cm_7 cm_5 | Hardware, software, runtimes and their data are watched | partial | what runs inside workloads.
# Detect: adverse event analysis
DE.AE-02 = ae_2 | Adverse events are analysed | partial | the analysis by people; what is judged is whether GuardDuty analyses.
DE.AE-03 = ae_3 | Information from several sources is correlated | none | people
DE.AE-04 = ae_4 an_2 | Impact and scope of adverse events are understood | none | people
DE.AE-06 = dp_4 | People and tools are told of adverse events | partial | whoever is told by other means than CloudWatch alarms.
DE.AE-07 | Threat intelligence is part of the analysis | none | people
DE.AE-08 = ae_5 | Incidents are declared by criteria | none | people
# Respond: incident management
RS.MA-01 = rp_1 | The response plan is carried out with third parties | none | people
RS.MA-02 | Reports of incidents are triaged | none | people
RS.MA-03 | Incidents are categorised and ranked | none | people
RS.MA-04 | Incidents are escalated | none | people
RS.MA-05 | Criteria say when recovery begins | none | people
# Respond: incident analysis
RS.AN-03 | What took place and its root cause are found out | none | people
RS.AN-06 | Actions of the investigation are recorded and preserved | none | people
RS.AN-07 | Data of incidents are collected, their integrity preserved | partial | data outside CloudTrail.
RS.AN-08 | The magnitude of incidents is estimated | none | people
# Respond: reporting and mitigation
RS.CO-02 | Stakeholders are told of incidents | none | people
RS.CO-03 | Information is shared with the stakeholders that were chosen | none | people
RS.MI-01 | Incidents are contained | none | people
RS.MI-02 | Incidents are eradicated | none | people
# Recover
RC.RP-01 = rc_rp_1 | The recovery plan is carried out | none | people
RC.RP-02 | Recovery actions are chosen and ranked | none | people
RC.RP-03 | Backups are verified before they are used | none | people
RC.RP-04 | Norms after an incident take critical functions into account | none | people
RC.RP-05 | Restored assets are verified before they go back to work | none | people
RC.RP-06 | The end of recovery is declared | none | people
RC.CO-03 | Progress of recovery is told to the stakeholders | none | people
RC.CO-04 | The public is told by approved ways | none | people
`,
});
