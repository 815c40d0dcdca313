import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { translator } from "~/ui/languages/translator";
import { bringWords, wordsNeeded } from "~/ui/languages/words-apart";
import { mayComeAlive } from "~/ui/layout/old-browser-note";
import { patientFetch } from "~/ui/layout/patient-fetch";
import { nextTry } from "~/ui/layout/unanswered";
import { beganWaiting } from "~/ui/layout/waits";

// Whatever a page asks of us goes through here, the forms it sends too.
const leaveFor = (address: string) => location.assign(address);
window.fetch = patientFetch(window.fetch.bind(window), { origin: location.origin, began: beganWaiting, nextTry, leaveFor });

/** What the server said of the page stands in it to its very end. */
const wholePage = (): Promise<unknown> =>
  document.readyState === "loading"
    ? new Promise((heard) => document.addEventListener("DOMContentLoaded", heard, { once: true }))
    : Promise.resolve();

/**
 * Remix reads what stands in the page when it is first drawn, and what it throws is the promise of having read it. Read here, before
 * the page comes alive: React would wait for it in the middle of its work, and a tap in that moment is an error of it (345).
 */
async function readState(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (thrown) {
    if (thrown instanceof Promise) await thrown;
  }
}

async function hydrate() {
  const language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
  const pages = Object.values(window.__remixRouteModules).map((page) => page?.handle);
  const i18n = translator(language, {});
  await bringWords(i18n, language, wordsNeeded(pages));
  await wholePage();
  await readState();
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

if (mayComeAlive()) void hydrate();
