/** Light and dark follow the reader's system; colours of severities keep a contrast of 4.5 : 1 on both grounds. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #fbfbfa; --card: #fff; --ink: #1c1d21; --soft: #5b5e68; --line: #e2e2e0; --accent: #2456c9;
  --critical: #8f0e3a; --high: #b3261e; --medium: #8a5300; --low: #1d5f8a; --info: #5b5e68; --pass: #1e6b3a; --unknown: #7a5c00; }
@media (prefers-color-scheme: dark) { :root { --ground: #16171a; --card: #1e2024; --ink: #e9e9ec; --soft: #a3a7b3; --line: #33363d; --accent: #8fb0ff;
  --critical: #ff8fb3; --high: #ff9a8f; --medium: #f2bd6b; --low: #86c5f0; --info: #a3a7b3; --pass: #84d6a3; --unknown: #e3c766; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main, header { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.6rem; }
h2 { margin: 2rem 0 .6rem; font-size: 1.1rem; }
.facts { margin: .25rem 0 0; color: var(--soft); }
.totals { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.totals li { flex: 1 1 7rem; padding: .7rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.totals b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; }
th, td { padding: .45rem .8rem; text-align: right; border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
thead th { border-top: 0; color: var(--soft); font-weight: 500; }
th:nth-child(2), td:nth-child(2), td:last-child, th:last-child { text-align: left; }
tr.unjudged { color: var(--soft); }
td a { color: inherit; text-decoration: none; }
td a:hover, td a:focus-visible { color: var(--accent); text-decoration: underline; }
.filters { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: .6rem 0 1rem; }
.filters label { min-width: 0; max-width: 100%; display: grid; gap: .15rem; font-size: .8rem; color: var(--soft); }
.filters label.wide { flex: 1 1 14rem; }
select, input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .35rem .5rem; min-width: 0; max-width: 100%; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
summary { cursor: pointer; }
.check { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; margin: 0 0 .5rem; padding: .55rem .9rem; }
.check > summary { display: flex; gap: .8rem; align-items: baseline; }
.check .title { flex: 1; font-weight: 550; }
.number { color: var(--soft); font-variant-numeric: tabular-nums; }
.severity { flex: 0 0 4.6rem; font-size: .78rem; font-weight: 650; text-transform: uppercase; letter-spacing: .03em; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); } .info { color: var(--info); }
.passed { color: var(--pass); } .failed { color: var(--high); } .unsure { color: var(--unknown); }
.fix, .id { margin: .5rem 0 0; } .id { color: var(--soft); font-size: .82rem; overflow-wrap: anywhere; }
.rows { margin-top: .6rem; border-top: 1px solid var(--line); }
.finding { border-bottom: 1px solid var(--line); padding: .35rem 0; }
.finding > summary { display: flex; gap: .6rem; align-items: baseline; }
.what { flex: 1; overflow-wrap: anywhere; }
.where { color: var(--soft); font-size: .82rem; white-space: nowrap; }
.dot { flex: 0 0 .55rem; height: .55rem; border-radius: 50%; background: var(--high); }
.pass .dot { background: var(--pass); } .unknown .dot { background: var(--unknown); }
dl { margin: .5rem 0 .5rem 1.15rem; display: grid; grid-template-columns: max-content 1fr; gap: .2rem .9rem; font-size: .86rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; } pre { margin: 0; white-space: pre-wrap; font-size: .82rem; }
.notice { margin: 1rem 0 0; padding: .6rem .9rem; border-left: .25rem solid var(--unknown); background: var(--card); overflow-wrap: anywhere; }
.more { margin: .6rem 0; } .none { color: var(--soft); } footer { padding: 2rem 0 3rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 40rem) { .finding > summary { flex-wrap: wrap; } .check > summary { gap: .5rem; } .severity { flex-basis: auto; font-size: .68rem; } .what { flex-basis: 70%; } .where { white-space: normal; margin-left: 1.15rem; }
  table .wide { display: none; } th, td { padding: .4rem .35rem; font-size: .85rem; } dl { grid-template-columns: 1fr; margin-left: 0; } }
@media print { .filters { display: none; } body { background: none; } }
`;
