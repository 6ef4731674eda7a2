/**
 * Characters that move the cursor, hide or reorder text: control, zero-width and direction marks, separators, and what
 * no XML may hold.
 */
export const HOSTILE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g;
