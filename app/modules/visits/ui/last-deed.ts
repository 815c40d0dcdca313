/** What only somebody who sits before the page does; a page that scrolls or loads by itself does none of it. */
const DEEDS = ["pointerdown", "keydown", "wheel"] as const;

let last = 0;
const note = () => {
  last = Date.now();
};

/** Begins to note when the page was last touched; as often as one likes. */
export function watchDeeds(): void {
  for (const deed of DEEDS) window.addEventListener(deed, note, { passive: true, capture: true });
}

/** Whether somebody looks at the page: it is in front, and was touched within so many milliseconds. */
export const isLookedAt = (within: number): boolean =>
  document.visibilityState === "visible" && last > 0 && Date.now() - last < within;
