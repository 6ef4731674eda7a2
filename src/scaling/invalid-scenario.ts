/** A scenario that cannot be simulated; the message names the place in it and what was expected. */
export class InvalidScenario extends Error {
  override readonly name = 'InvalidScenario';
}
