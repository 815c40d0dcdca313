import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { translator } from "~/ui/languages/translator";
import { mayComeAlive } from "~/ui/layout/old-browser-note";
import { patientFetch } from "~/ui/layout/patient-fetch";
import { beganWaiting } from "~/ui/layout/waits";

// Whatever a page asks of us goes through here, the forms it sends too.
window.fetch = patientFetch(window.fetch.bind(window), { origin: location.origin, began: beganWaiting });

async function hydrate() {
  const language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
  const { strings } = language === "en" ? await import("~/ui/languages/en") : await import("~/ui/languages/zh");
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={translator(language, strings)}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

if (mayComeAlive()) void hydrate();
