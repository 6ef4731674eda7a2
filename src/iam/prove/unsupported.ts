/** What a policy says in a way that proofs do not follow; its message is the reason of an `unknown`. */
export class Unsupported extends Error {}
