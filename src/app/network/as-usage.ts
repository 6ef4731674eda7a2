import { InvalidPacket } from '../../network/invalid-packet.ts';
import { UsageError } from '../errors.ts';

/** What names nothing that was read is the caller's mistake. */
export function asUsage<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof InvalidPacket ? new UsageError(error.message) : error;
  }
}
