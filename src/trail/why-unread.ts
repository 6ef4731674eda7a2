/** What a system or a service refused; anything else is a fault of ours. */
export function whyUnread(error: unknown): string {
  if (error instanceof Error && 'code' in error) return error.message;
  throw error;
}
