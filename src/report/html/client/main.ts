import { Address, type Shown, type Step } from './address.ts';
import { type Choice, ESCALATIONS, FINDINGS, INITIAL } from './choice.ts';
import { byId, element, fill } from './element.ts';
import { ExplorerView } from './explorer-view.ts';
import { Findings } from './findings.ts';
import { Labels } from './labels.ts';
import { EvidenceShelf, readFindings } from './packed-data.ts';
import { fillPrint } from './print-view.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { otherTheme, Tools } from './tools.ts';
import { Views } from './views.ts';
import { WaysView } from './ways-view.ts';

/** Sections, theme and help work from the start; the list follows when its data are unpacked. */
async function start(): Promise<void> {
  let explorer: ExplorerView | null = null;
  let ways: WaysView | null = null;
  const views = new Views();
  const tools = new Tools(byId('tools'), {
    theme: (theme) => address.set({ ...address.settings, theme }),
    shortcuts: (shortcuts) => address.set({ ...address.settings, shortcuts }),
  });
  const show = ({ choice, settings }: Shown): void => {
    tools.show(settings);
    views.show(choice);
    if (choice.view === FINDINGS) explorer?.show(choice);
    if (choice.view === ESCALATIONS) ways?.show(choice);
  };
  const address = new Address(show);
  address.start();
  const findings = new Findings(await readFindings());
  const labels = new Labels(findings.packed);
  const choose = (choice: Choice, step: Step): void => address.choose(choice, step);
  const view = new ExplorerView(byId('explorer'), findings, labels, choose);
  explorer = view;
  ways = waysView(findings, choose);
  address.start();
  listenForShortcuts(
    shortcutsOf(address, { explorer: view, ways }, tools, views),
    () => address.settings.shortcuts,
  );
  addEventListener('beforeprint', () => {
    view.show(address.choice);
    fillPrint(byId('print'), findings, labels, address.choice, view.exploration.groups);
  });
  setTimeout(() => view.prepareSearch(), 200);
  // So that it is there when the page is printed.
  if (address.choice.view !== ESCALATIONS) setTimeout(() => ways?.show(FIRST_WAY), 200);
}

const FIRST_WAY: Choice = { ...INITIAL, view: ESCALATIONS };

/** Null: nobody can become an administrator, so that there is no such section. */
function waysView(findings: Findings, choose: (choice: Choice, step: Step) => void): WaysView | null {
  const [table, place] = [document.getElementById('ways'), document.getElementById('way')];
  return table && place ? new WaysView(table, place, findings, new EvidenceShelf(), choose) : null;
}

function shortcutsOf(
  address: Address,
  { explorer, ways }: { readonly explorer: ExplorerView; readonly ways: WaysView | null },
  tools: Tools,
  views: Views,
): Readonly<Record<string, () => void>> {
  const toList = (): void => {
    if (address.choice.view !== FINDINGS) address.choose(views.lastFindings, 'push');
  };
  const inList = (act: () => void) => (): void => {
    if (address.choice.view === FINDINGS) act();
  };
  const step = (by: 1 | -1) => (): void => {
    if (address.choice.view === FINDINGS) explorer.step(by);
    if (address.choice.view === ESCALATIONS) ways?.step(by);
  };
  return {
    '/': () => {
      toList();
      explorer.focusSearch();
    },
    j: step(1),
    k: step(-1),
    f: inList(() => explorer.foldAll()),
    Escape: inList(() => explorer.close()),
    o: () => {
      location.hash = '';
    },
    l: () => {
      toList();
      explorer.focusList();
    },
    t: () => address.set({ ...address.settings, theme: otherTheme(address.settings.theme) }),
    '?': () => tools.showHelp(),
  };
}

start().catch((error: unknown) => {
  const missing =
    typeof DecompressionStream === 'undefined' ? ' This browser cannot unpack them: use a newer one.' : '';
  fill(
    byId('explorer'),
    element('p', { class: 'notice' }, `The findings cannot be shown: ${String(error)}.${missing}`),
  );
});
