import type { ChangeEvent, Introduction } from '../../../model/trail-change.ts';
import { moment } from '../../introduction/event-words.ts';
import { notFoundText } from '../../introduction/introduction-text.ts';
import { copyButton } from './copy-button.ts';
import { type Child, element } from './element.ts';
import { type Fact, facts } from './facts-list.ts';

/** Who made it fail, and what was changed before; or that nobody knows. */
export function introductionView(introduction: Introduction): readonly HTMLElement[] {
  if (introduction.kind !== 'event') {
    const text = notFoundText(introduction);
    return [element('p', { class: 'note' }, `${text.charAt(0).toUpperCase()}${text.slice(1)}.`)];
  }
  const { event, names, earlier, earlierCount } = introduction;
  const list = facts([
    ['When', moment(event.time)],
    ['Call', call(event)],
    ...doer(event),
    ...given('Address', event.sourceIpAddress),
    ...given('Tool', event.userAgent),
    ['Names', id(names)],
    ['Event', copied(event.eventId, 'Copy the event’s id')],
    ['Log file', copied(event.file, 'Copy the path of the log file')],
  ]);
  return earlier.length === 0 ? [list] : [list, before(earlier, earlierCount)];
}

function call({ name, source, region }: ChangeEvent): Child {
  const where = [source, region].filter((each) => each !== null).join(', ');
  return element('span', {}, element('b', {}, name), ` (${where})`);
}

function doer(event: ChangeEvent): readonly Fact[] {
  return [
    ['Principal', event.principal === null ? 'nobody named' : id(event.principal)],
    ...given('Session', event.sessionName),
    ...given('Source identity', event.sourceIdentity),
    ...given('Access key', event.accessKeyId),
    ...given('Through', event.invokedBy),
  ];
}

function given(name: string, value: string | null): readonly Fact[] {
  return value === null || value === '' ? [] : [[name, value]];
}

function id(text: string): HTMLElement {
  return element('span', { class: 'id' }, text);
}

function copied(text: string, label: string): HTMLElement {
  return element('span', { class: 'with-copy' }, id(text), copyButton(text, label));
}

/** Folded: the latest is the answer. */
function before(earlier: readonly ChangeEvent[], count: number): HTMLElement {
  const items = earlier.map((each) =>
    element('li', {}, `${moment(each.time)}  `, element('b', {}, each.name), ` by ${by(each)}`),
  );
  const rest = count - earlier.length;
  const more = rest > 0 ? [element('li', {}, `and ${rest} more (rampart trail who)`)] : [];
  const title = `${count} ${count === 1 ? 'change' : 'changes'} before it`;
  return element(
    'details',
    { class: 'earlier' },
    element('summary', {}, title),
    element('ul', {}, ...items, ...more),
  );
}

function by({ principal, sessionName }: ChangeEvent): string {
  const who = principal ?? 'nobody named';
  return sessionName === null ? who : `${who}, session ${sessionName}`;
}
