import { escalations } from '../src/iam/escalate/escalations.ts';
import { generatedAccount } from './generated-account.ts';

export interface EscalationFigures {
  readonly cpuSeconds: number;
  readonly administrators: number;
  readonly paths: number;
  /** Who have a path. */
  readonly principals: number;
  readonly techniques: number;
  readonly notKnown: number;
}

/** What `iam-escalations.ts` runs in a process of its own: `USERS ROLES POLICIES`. */
const [users, roles, policies] = process.argv.slice(2).map(Number);
const view = generatedAccount({ users: users ?? 0, roles: roles ?? 0, policies: policies ?? 0 });
const before = process.cpuUsage();
const { administrators, paths, notKnown } = escalations(view, '2026-11-26T00:00:00.000Z');
const { user, system } = process.cpuUsage(before);
const figures: EscalationFigures = {
  cpuSeconds: (user + system) / 1e6,
  administrators: administrators.length,
  paths: paths.length,
  principals: new Set(paths.map(({ principal }) => principal)).size,
  techniques: new Set(paths.map(({ technique }) => technique)).size,
  notKnown: notKnown.length,
};
process.stdout.write(JSON.stringify(figures));
