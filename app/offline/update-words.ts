/* What pages and the service worker say to each other about a new version. */

/** A page to the waiting worker: from here it may take over. */
export const UPDATE_MESSAGE = "no-form-is-open";
/** The worker's answer where a page has a form open or is sending. */
export const UPDATE_REFUSED = "a-form-is-open";
/** Held, shared, by every page in which a form is open (Web Locks: it ends with the page). */
export const FORM_LOCK = "quarterhour-care-form";
/** Held by the tab that sends. */
export const SENDING_LOCK = "quarterhour-care-sync";
/** The worker's script and the pages it answers. */
export const WORKER = { script: "/sw.js", scope: "/care" } as const;
