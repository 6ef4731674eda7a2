import { matchesAction } from '../action-pattern.ts';
import type { ActionCatalogue, ActionFacts } from '../catalogue/action-catalogue.ts';
import type { Statement } from '../policy-document.ts';

/** The actions of the catalogue that a pattern matches; null: its service is not known, or it spans services. */
export function actionsMatching(catalogue: ActionCatalogue, pattern: string): readonly ActionFacts[] | null {
  const [prefix = '', name = ''] = pattern.toLowerCase().split(':');
  if (/[*?]/.test(prefix)) return null;
  const service = catalogue.service(prefix);
  if (!service) return null;
  if (!/[*?]/.test(name)) {
    const action = catalogue.action(pattern);
    return action ? [action] : [];
  }
  return service.actions.filter((action) => matchesAction(name, action.name));
}

/** Every action that a statement's Action names; null: it has NotAction, or some entry is not known. */
export function actionsNamed(
  catalogue: ActionCatalogue,
  { actions }: Statement,
): readonly ActionFacts[] | null {
  const all = (actions ?? ['*']).map((pattern) => actionsMatching(catalogue, pattern));
  return all.includes(null) ? null : all.flatMap((each) => each ?? []);
}
