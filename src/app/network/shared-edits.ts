import type { ReachedInterface, SharedEdit } from '../../network/exposed-document.ts';

interface Closer {
  readonly key: string;
  readonly edit: Omit<SharedEdit, 'closes'>;
  readonly closed: SharedEdit['closes'][number];
}

/** Single edits that close more than one exposure: those that close most first. */
export function sharedEdits(interfaces: readonly ReachedInterface[]): readonly SharedEdit[] {
  const byEdit = Map.groupBy(interfaces.flatMap(closersOf), ({ key }) => key);
  return [...byEdit.values()]
    .flatMap(([first, ...others]) =>
      first && others.length > 0
        ? [{ ...first.edit, closes: [first, ...others].map(({ closed }) => closed) }]
        : [],
    )
    .toSorted((a, b) => b.closes.length - a.closes.length);
}

function closersOf({ networkInterfaceId, address, traffic }: ReachedInterface): readonly Closer[] {
  return traffic.flatMap(({ traffic: closed, closing }) =>
    (closing?.sets ?? []).flatMap(({ edits: [edit, ...others], commands }) =>
      edit === undefined || others.length > 0
        ? []
        : [
            {
              key: JSON.stringify([edit, commands]),
              edit: { ...edit, commands },
              closed: { networkInterfaceId, address, traffic: closed },
            },
          ],
    ),
  );
}
