/** Does a job for each, so many at a time; the first that fails is said when all have ended. */
export async function eachAtOnce<T>(
  items: Iterable<T>,
  atOnce: number,
  job: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items].values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await job(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
