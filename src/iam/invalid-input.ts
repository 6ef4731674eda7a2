/** What was given is no policy or no request; the message is one sentence for people that says where and what. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
}
