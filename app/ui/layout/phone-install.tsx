import { useState, useSyncExternalStore } from "react";
import { useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import classes from "./phone.module.css";

/** What Chromium hands over when a page may be put on the home screen; no other browser knows it. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const OFFERED = "quarterhour-install-offered";
const listeners = new Set<() => void>();
let prompt: InstallPrompt | null = null;

// It may come before the page is alive, and only once.
if (typeof window !== "undefined")
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    for (const listener of listeners) listener();
  });

const heard = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Offered once, on the first page of the round: a home-screen app is kept longer by browsers than a page. */
export function PhoneInstall() {
  const { t } = useTranslation("layout");
  const { pathname } = useLocation();
  const way = useSyncExternalStore(heard, wayHere, () => null);
  const [isAnswered, setAnswered] = useState(false);
  if (way === null || isAnswered || pathname !== "/care") return null;
  const answer = () => {
    remember();
    setAnswered(true);
  };
  return (
    <aside className={classes.line} aria-label={t("phone.install.label")}>
      <span>{t(`phone.install.${way}`)}</span>
      <span className={classes.answers}>
        {way === "prompt" && (
          <button
            type="button"
            className={classes.answer}
            onClick={() => {
              void prompt?.prompt().catch(() => undefined);
              answer();
            }}
          >
            {t("phone.install.yes")}
          </button>
        )}
        <button type="button" className={classes.answer} data-tone="quiet" onClick={answer}>
          {t("phone.install.no")}
        </button>
      </span>
    </aside>
  );
}

function wayHere(): "prompt" | "ios" | null {
  if (wasOffered()) return null;
  if (prompt) return "prompt";
  // Safari on iPhone and iPad alone says whether it stands on the home screen.
  return "standalone" in navigator && navigator.standalone === false ? "ios" : null;
}

function wasOffered(): boolean {
  try {
    return localStorage.getItem(OFFERED) !== null;
  } catch {
    return true;
  }
}

function remember(): void {
  try {
    localStorage.setItem(OFFERED, "1");
  } catch {
    // Nothing is kept here: it is asked again on the next visit at most.
  }
}
