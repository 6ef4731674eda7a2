/** So many events of each detection are shown, the latest. */
export const SHOWN_EVENTS = 10;
