/** How many are unsent, on the app's icon where the system shows it, and before the page's title. */
const MARK = /^\(\d+\) /;

let shown = 0;
let watcher: MutationObserver | undefined;

export function markUnsent(count: number): void {
  shown = count;
  const badge = count > 0 ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  badge?.catch(() => undefined);
  titled();
  // Pages rename themselves as one walks about.
  if (watcher || count === 0) return;
  watcher = new MutationObserver(titled);
  watcher.observe(document.head, { childList: true, subtree: true, characterData: true });
}

function titled(): void {
  const plain = document.title.replace(MARK, "");
  const wanted = shown > 0 ? `(${shown}) ${plain}` : plain;
  if (document.title !== wanted) document.title = wanted;
}
