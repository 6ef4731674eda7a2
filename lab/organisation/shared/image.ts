/** Images of Amazon's. moto takes any id, and its own stock of images is left out; the overlay describes these two. */
export const amazonLinux2023 = 'ami-0abcdef1234567890';
/** Starts instances that answer without a session token. */
export const amazonLinux2 = 'ami-0fedcba9876543210';
