import { ApiError } from '../../sources/aws/api-error.ts';
import { LakeError } from '../../trail/lake-error.ts';
import { UsageError } from '../errors.ts';

/** What is wrong with a lake, a source or a question is the caller's to mend. */
export async function asTrailUsage<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError) throw new UsageError(error.why);
    if (error instanceof LakeError) throw new UsageError(error.message);
    if (error instanceof Error && 'code' in error && 'syscall' in error) throw new UsageError(error.message);
    throw error;
  }
}
