import { patienceMs, type Asking } from "./post-records";

/** The page one is in: its network, and its clock. */
export const HERE: Asking = {
  ask: (input, init) => fetch(input, init),
  now: () => Date.now(),
  isOnline: () => navigator.onLine,
  patienceMs,
};
