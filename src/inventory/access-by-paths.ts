import { type Access, externalAnswer, type ResourceAccess } from '../iam/answers/public-answer.ts';
import type { AuthorizationRequest } from '../iam/authorization-request.ts';
import type { NetworkPath } from '../iam/prove/network-path.ts';
import { externalAccess } from '../iam/prove/public-access.ts';
import type { Unread } from '../model/reading.ts';
import type { EndpointPaths } from './endpoint-paths.ts';
import {
  type HeldOutsider,
  notProved,
  type OutsideQuestion,
  outsider,
  outsidersFrom,
  type PolicyAccess,
} from './outside-question.ts';
import type { Outsider } from './outsider.ts';

/** One way that requests may come. */
interface Way {
  readonly network: NetworkPath;
  /** ARN of the endpoint; null: none, or none that was read. */
  readonly endpoint: string | null;
  /** Why the endpoint may not let them through. */
  readonly doubt: Unread | null;
}

/**
 * Who of outside gets in, each way by itself: by no endpoint that policies tell, or by one, which has to let the request
 * through too. What an endpoint stops is open where another way leads to it.
 */
export function accessByPaths(
  question: OutsideQuestion,
  access: ResourceAccess,
  paths: EndpointPaths,
): PolicyAccess {
  const tried = waysOf(paths).map((way) => ({ ...way, access: answerBy(question, way) }));
  const leading = tried.filter((each) => each.access.answer === 'yes');
  const unknown = tried.find((each) => each.access.answer === 'unknown');
  const first = leading.find(({ doubt }) => doubt === null) ?? leading[0] ?? unknown ?? tried[0];
  const external = first?.access ?? access.external;
  let all: readonly Outsider[] | undefined;
  const outsiders = (): readonly Outsider[] => (all ??= outsidersBy(question, leading));
  return {
    access: {
      ...access,
      external,
      unread: external.request ? toldDoubts(question, external, first) : [],
    },
    missing: [access.public, external].flatMap(({ reason }) => (reason === null ? [] : [notProved(reason)])),
    publicDoubts: [],
    outsiders,
    held: () => heldBy(question, paths, outsiders()),
  };
}

function toldDoubts(
  question: OutsideQuestion,
  { request }: Access,
  way: Way | undefined,
): ResourceAccess['unread'] {
  const doubt = (request && outsider(question, request).doubt) ?? way?.doubt;
  return doubt ? [{ call: doubt.call, why: doubt.why }] : [];
}

/** The surest first. */
function waysOf({ other, known, unknown }: EndpointPaths): readonly Way[] {
  return [
    ...(other ? [{ network: other, endpoint: null, doubt: null }] : []),
    ...known.map(({ path, arn }) => ({ network: path, endpoint: arn, doubt: null })),
    ...unknown.map(({ path, why, isOfOthers }) => ({
      network: path,
      endpoint: null,
      doubt: isOfOthers ? null : why, // what others let through is theirs to say
    })),
  ];
}

function answerBy({ policy, resource, options }: OutsideQuestion, { network }: Way): Access {
  return externalAnswer(policy, resource, { ...options, network });
}

function outsidersBy(
  question: OutsideQuestion,
  ways: readonly (Way & { readonly access?: Access })[],
  before: readonly Outsider[] = [],
): readonly Outsider[] {
  const found: Outsider[] = [];
  for (const { network, endpoint, doubt, access } of ways) {
    const sure = sureOf([...before, ...found]);
    const asked = without(sure, { ...question, options: { ...question.options, network } });
    const request = access && sure.length === 0 ? access.request : requestFor(asked);
    if (request === null) continue;
    for (const each of outsidersFrom(outsider(asked, request), asked))
      found.push({ ...each, doubt: each.doubt ?? doubt, ...(endpoint !== null && { endpoint }) });
  }
  return found;
}

function requestFor({ policy, resource, options }: OutsideQuestion): AuthorizationRequest | null {
  const verdict = externalAccess(policy, resource, options);
  return verdict.answer === 'refuted' ? verdict.witness : null;
}

function sureOf(found: readonly Outsider[]): readonly string[] {
  return found.flatMap(({ account, doubt }) => (account !== null && doubt === null ? [account] : []));
}

/** Whoever surely gets in need not be found again. */
function without(sure: readonly string[], question: OutsideQuestion): OutsideQuestion {
  const { options } = question;
  return {
    ...question,
    options: { ...options, trustedAccounts: [...(options.trustedAccounts ?? []), ...sure] },
  };
}

function heldBy(
  question: OutsideQuestion,
  { known }: EndpointPaths,
  letIn: readonly Outsider[],
): readonly HeldOutsider[] {
  const restricting = known.filter(({ path }) => path.policy !== null);
  const unrestricted = restricting.map(({ arn, path }) => ({
    network: { ...path, policy: null },
    endpoint: arn,
    doubt: null,
  }));
  const names = new Set(letIn.map(({ account }) => account));
  return outsidersBy(question, unrestricted, letIn).flatMap((each) =>
    each.endpoint === undefined || names.has(each.account) ? [] : [{ ...each, endpoint: each.endpoint }],
  );
}
