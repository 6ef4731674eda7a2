/** A packet that cannot be: the message says what is wrong with it. */
export class InvalidPacket extends Error {
  override readonly name = 'InvalidPacket';
}
