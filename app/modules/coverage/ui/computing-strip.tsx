import { Button } from "@mantine/core";
import { useLocation, useNavigate, useNavigation, type Navigation } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { awaitedAnswer } from "./awaited-answer";
import { ProgressLine } from "./progress-line";
import classes from "./progress.module.css";
import { useAnswerProgress } from "./use-answer-progress";

const SAID_FOR_MS = 6_000;
const QUARTERS = 4;

/**
 * While a new answer is computed for longer than a moment: how far it is, and a way back to the answer that stands. The
 * page below stays as it is, with all that was typed into it.
 */
export function ComputingStrip() {
  const { t } = useTranslation("coverage");
  const navigation = useNavigation();
  const progress = useAnswerProgress(navigation.state === "loading" ? awaitedAnswer(navigation.location) : null);
  const isShown = progress !== null;
  const { cancel, isCancelled } = useCancel(isShown, navigation.state);
  const before = useFocusGivenBack(isShown);
  const quarters = Math.floor((progress?.share ?? 0) * QUARTERS);
  const spoken = quarters > 0 ? t("progress.spoken", { percent: (100 / QUARTERS) * quarters }) : t("progress.title");
  return (
    <div className={`no-print ${classes.place}`}>
      {progress && (
        <section className={classes.strip} data-computing aria-label={t("progress.title")}>
          <ProgressLine progress={progress} label={t("progress.title")} />
          <Button
            variant="default"
            size="compact-md"
            onClick={cancel}
            aria-keyshortcuts="Escape"
            onFocus={(event) => (before.current = event.relatedTarget)}
          >
            {t("progress.cancel")}
          </Button>
        </section>
      )}
      <div role="status" className={isCancelled && !isShown ? classes.strip : classes.spoken}>
        {isShown ? spoken : isCancelled && t("progress.cancelled")}
      </div>
    </div>
  );
}

/** Leaves the way that was begun, by its button or by Escape. */
function useCancel(isShown: boolean, state: Navigation["state"]) {
  const navigate = useNavigate();
  const { pathname, search, hash } = useLocation();
  const [isCancelled, setCancelled] = useState(false);
  const cancel = useCallback(() => {
    setCancelled(true);
    // A way within the page ends the one under way and asks the server for nothing: no figure moves, no field is emptied.
    navigate({ pathname, search, hash: hash || "#content" }, { replace: true, preventScrollReset: true });
  }, [navigate, pathname, search, hash]);
  useEffect(() => {
    if (!isShown) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) cancel();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isShown, cancel]);
  // What was said of one way is not said of the next.
  useEffect(() => {
    if (state !== "idle") setCancelled(false);
  }, [state]);
  useEffect(() => {
    if (!isCancelled) return;
    const timer = setTimeout(() => setCancelled(false), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [isCancelled]);
  return { cancel, isCancelled };
}

/** Whoever stood on the button when it went away stands again where they came from, or at the page's beginning. */
function useFocusGivenBack(isShown: boolean) {
  const before = useRef<EventTarget | null>(null);
  useEffect(() => {
    if (isShown) return;
    const { current } = before;
    before.current = null;
    if (current === null || document.activeElement !== document.body) return;
    const isThere = current instanceof HTMLElement && current.isConnected;
    const target = isThere ? current : document.getElementById("content");
    target?.focus({ preventScroll: true });
  }, [isShown]);
  return before;
}
