/**
 * The page's script: filters, keeps the choice in the URL's hash, and draws findings group by group, a chunk at a
 * time. It makes elements and sets text only, so that no name or tag is ever read as markup.
 */
export const CLIENT_SCRIPT = String.raw`
'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const ORDER = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };
const CHUNK = 100;
const list = document.getElementById('findings');
const count = document.getElementById('count');
const controls = {
  practice: document.getElementById('practice'),
  status: document.getElementById('status'),
  severity: document.getElementById('severity'),
  account: document.getElementById('account'),
  text: document.getElementById('text'),
};

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'class') made.className = value;
    else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

for (const account of [...new Set(data.findings.map((each) => each.account))].sort()) {
  controls.account.append(element('option', { value: account }, account));
}

function readHash() {
  const state = new URLSearchParams(location.hash.slice(1));
  controls.status.value = state.get('status') ?? 'fail';
  for (const name of ['practice', 'severity', 'account', 'text']) controls[name].value = state.get(name) ?? '';
}

function writeHash() {
  const state = new URLSearchParams();
  for (const [name, control] of Object.entries(controls)) {
    if (control.value !== '' || name === 'status') state.set(name, control.value);
  }
  history.replaceState(null, '', '#' + state);
}

function chosen() {
  const { practice, status, severity, account } = controls;
  const text = controls.text.value.trim().toLowerCase();
  return data.findings.filter((each) => {
    const check = data.checks[each.c];
    return (
      (practice.value === '' || String(check.practice) === practice.value) &&
      (status.value === '' || each.s === status.value) &&
      (severity.value === '' || check.severity === severity.value) &&
      (account.value === '' || each.account === account.value) &&
      (text === '' || (each.resource + ' ' + each.arn + ' ' + each.summary + ' ' + check.id + ' ' + each.region).toLowerCase().includes(text))
    );
  });
}

function groupsOf(findings) {
  const groups = new Map();
  for (const finding of findings) {
    if (!groups.has(finding.c)) groups.set(finding.c, []);
    groups.get(finding.c).push(finding);
  }
  return [...groups].sort(
    ([a, left], [b, right]) => ORDER[data.checks[a].severity] - ORDER[data.checks[b].severity] || right.length - left.length,
  );
}

function row(finding) {
  const where = finding.region === 'global' ? finding.account : finding.account + ' · ' + finding.region;
  const detail = element('dl', {}, element('dt', {}, 'Resource'), element('dd', {}, finding.arn));
  if (finding.evidence && Object.keys(finding.evidence).length > 0) {
    detail.append(element('dt', {}, 'Evidence'), element('dd', {}, element('pre', {}, JSON.stringify(finding.evidence, null, 2))));
  }
  for (const unread of finding.unread ?? []) detail.append(element('dt', {}, 'Not read'), element('dd', {}, unread));
  detail.append(element('dt', {}, 'Finding'), element('dd', {}, finding.id));
  return element(
    'details',
    { class: 'finding ' + finding.s },
    element('summary', {}, element('span', { class: 'dot', title: finding.s }), element('bdi', { class: 'what' }, finding.summary), element('span', { class: 'where' }, where)),
    detail,
  );
}

function fill(box, findings, from) {
  box.append(...findings.slice(from, from + CHUNK).map(row));
  const rest = findings.length - from - CHUNK;
  if (rest <= 0) return;
  const more = element('button', { type: 'button', class: 'more', onclick: () => { more.remove(); fill(box, findings, from + CHUNK); } }, 'Show more (' + rest.toLocaleString('en-US') + ' left)');
  box.append(more);
}

function group([index, findings]) {
  const check = data.checks[index];
  const box = element('div', { class: 'rows' });
  const section = element(
    'details',
    { class: 'check' },
    element('summary', {}, element('span', { class: 'severity ' + check.severity }, check.severity), element('span', { class: 'title' }, check.title), element('span', { class: 'number' }, findings.length.toLocaleString('en-US'))),
    element('p', { class: 'fix' }, element('strong', {}, 'What to do: '), check.remediation),
    element('p', { class: 'id' }, [check.id, ...check.controls].join(' · ')),
    box,
  );
  section.addEventListener('toggle', () => { if (section.open && box.childElementCount === 0) fill(box, findings, 0); });
  return section;
}

function draw() {
  const findings = chosen();
  const groups = groupsOf(findings);
  count.textContent = findings.length.toLocaleString('en-US') + ' findings of ' + groups.length + ' checks';
  list.replaceChildren(...groups.map(group));
  if (groups.length === 0) list.append(element('p', { class: 'none' }, 'Nothing matches this choice.'));
}

let waiting = 0;
for (const control of Object.values(controls)) {
  control.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { writeHash(); draw(); }, 60);
  });
}
for (const link of document.querySelectorAll('[data-practice]')) {
  link.addEventListener('click', () => { controls.practice.value = link.dataset.practice; writeHash(); draw(); });
}
addEventListener('hashchange', () => { readHash(); draw(); });
readHash();
draw();
`;
