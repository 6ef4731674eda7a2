import type { Fix } from '../check.ts';
import { dedented } from './dedented.ts';

/** Terraform makes virtual devices and assigns none. */
export const MFA_DEVICE_FIX: Fix = {
  cli: dedented(`
    # A virtual device: the user scans the picture and reads two codes in a row. FIDO2 security keys are assigned in the console
    aws iam create-virtual-mfa-device --virtual-mfa-device-name {id} --outfile <PICTURE-FILE> --bootstrap-method QRCodePNG
    aws iam enable-mfa-device --user-name {id} --serial-number arn:{partition}:iam::{account}:mfa/{id} --authentication-code1 <CODE-1> --authentication-code2 <CODE-2>`),
  terraform: null,
};
