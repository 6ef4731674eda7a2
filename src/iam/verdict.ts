/** What a proof comes to. A refutation carries a request (or whatever it is about) that anybody can try. */
export type Verdict<W> =
  | { readonly answer: 'proved' }
  | { readonly answer: 'refuted'; readonly witness: W }
  | { readonly answer: 'unknown'; readonly reason: string };
