import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./care.module.css";
import { Problem } from "./care-choices";

interface CareLeaveProps {
  readonly isOpen: boolean;
  /** refused records that only an exported file holds beside this phone */
  readonly inFileOnly: number;
  readonly onLock: () => void;
  readonly onSignOut: () => Promise<"done" | "unsent">;
  readonly onReset: () => Promise<"done" | "unsent">;
}

/** Handing the phone on: locking is always possible, leaving is refused while something is unsent. */
export function CareLeave({ isOpen, inFileOnly, onLock, onSignOut, onReset }: CareLeaveProps) {
  const { t } = useTranslation("care");
  const [asked, ask] = useState<"signOut" | "reset" | null>(null);
  const [problem, setProblem] = useState<"unsent" | "failed" | null>(null);
  async function leave(how: () => Promise<"done" | "unsent">) {
    const answer = await how().catch(() => "failed" as const);
    setProblem(answer === "done" ? null : answer);
    ask(null);
  }
  return (
    <details>
      <summary style={{ minHeight: "3rem", paddingBlock: "0.75rem" }}>{t("leave.title")}</summary>
      <Problem words={problem && t(`leave.problem.${problem}`)} />
      {asked ? (
        <div role="group" aria-label={t(`leave.${asked}`)}>
          <p>{t(`leave.what.${asked}`)}</p>
          {asked === "reset" && inFileOnly > 0 && <Problem words={t("leave.inFileOnly", { count: inFileOnly })} />}
          <div className={classes.ways}>
            <button type="button" className={classes.choice} onClick={() => ask(null)}>
              {t("pin.notNow")}
            </button>
            <button
              type="button"
              className={classes.choice}
              onClick={() => void leave(asked === "signOut" ? onSignOut : onReset)}
            >
              {t(`leave.${asked}`)}
            </button>
          </div>
        </div>
      ) : (
        <div className={classes.choices}>
          {isOpen && (
            <button type="button" className={classes.choice} onClick={onLock}>
              {t("leave.lock")}
            </button>
          )}
          {(["signOut", "reset"] as const).map((how) => (
            <button key={how} type="button" className={classes.choice} onClick={() => ask(how)}>
              {t(`leave.${how}`)}
            </button>
          ))}
        </div>
      )}
    </details>
  );
}
