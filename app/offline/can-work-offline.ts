/** WeChat's own browser: it forgets its stores as it pleases, and its pages cannot be installed. */
const FORGETFUL = /MicroMessenger/i;

export interface Surroundings {
  readonly isSecure: boolean;
  readonly hasServiceWorker: boolean;
  readonly hasSubtle: boolean;
  readonly hasStore: boolean;
  readonly userAgent: string;
}

export const surroundingsHere = (): Surroundings => ({
  isSecure: window.isSecureContext,
  hasServiceWorker: "serviceWorker" in navigator,
  hasSubtle: typeof crypto !== "undefined" && "subtle" in crypto,
  hasStore: "indexedDB" in window && window.indexedDB !== null,
  userAgent: navigator.userAgent,
});

/** Whether a visit saved here may be promised to be kept without a network. */
export const canWorkOffline = (here: Surroundings = surroundingsHere()): boolean =>
  here.isSecure && here.hasServiceWorker && here.hasSubtle && here.hasStore && !FORGETFUL.test(here.userAgent);

/** Without WebCrypto nothing can be sealed: such a browser fills in the desk's form instead. */
export const canSeal = (here: Surroundings = surroundingsHere()): boolean => here.isSecure && here.hasSubtle;
