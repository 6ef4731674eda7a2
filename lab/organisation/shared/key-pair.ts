import type { LabAccount } from '../lab-account.ts';

/** Imported, not created: moto would make another key, and so another fingerprint, in every build. */
export async function importKeyPair({ home }: LabAccount, KeyName: string, publicKey: string): Promise<void> {
  await home.ec2.importKeyPair({ KeyName, PublicKeyMaterial: new TextEncoder().encode(publicKey) });
}
