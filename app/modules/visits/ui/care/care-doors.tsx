import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./care.module.css";
import { Problem } from "./care-choices";

interface PinFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isNew: boolean;
}

/** Six digits by thumb; the route hands in the keys that signing in has too. */
export type PinField = (props: PinFieldProps) => ReactNode;

const DIGITS = 6;

interface ChoosePinProps {
  readonly pinField: PinField;
  /** whether it is too easy to guess */
  readonly isTrivial: (pin: string) => boolean;
  readonly onChoose: (pin: string) => Promise<void>;
}

/** Twice the same six digits; nobody else learns them, the server neither. */
export function ChoosePin({ pinField, isTrivial, onChoose }: ChoosePinProps) {
  const { t } = useTranslation("care");
  const [first, setFirst] = useState("");
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<"trivial" | "differ" | "failed" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isSecond = first !== "";
  async function next() {
    setProblem(null);
    if (pin.length < DIGITS) return;
    if (!isSecond) {
      if (isTrivial(pin)) setProblem("trivial");
      else setFirst(pin);
      return setPin("");
    }
    if (pin !== first) {
      [setFirst, setPin].forEach((set) => set(""));
      return setProblem("differ");
    }
    setBusy(true);
    await onChoose(pin).catch(() => setProblem("failed"));
    setBusy(false);
  }
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.5rem" }}>{t(isSecond ? "pin.again" : "pin.choose")}</h1>
      <p style={{ margin: 0 }}>{t("pin.what")}</p>
      {pinField({ label: t("pin.label"), value: pin, onChange: setPin, isNew: true })}
      <Problem words={problem && t(`pin.problem.${problem}`)} />
      <button type="button" className={classes.big} aria-disabled={pin.length < DIGITS || isBusy} onClick={() => void next()}>
        {t(isSecond ? "pin.keep" : "pin.next")}
      </button>
    </div>
  );
}

interface LockedProps {
  readonly pinField: PinField;
  readonly who: string;
  readonly triesLeft: number;
  readonly unsent: number;
  /** colleagues who share this phone */
  readonly others: readonly { readonly id: string; readonly who: string }[];
  readonly onUnlock: (pin: string) => Promise<boolean>;
  readonly onChoosePerson: (id: string) => void;
  readonly onForget: () => Promise<void>;
}

/** The list is there and nobody reads it without the PIN; what waits to be sent goes on its way meanwhile. */
export function Locked(props: LockedProps) {
  const { pinField, who, triesLeft, unsent, others, onUnlock, onChoosePerson, onForget } = props;
  const { t } = useTranslation("care");
  const [pin, setPin] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [isForgetting, setForgetting] = useState(false);
  const [isBusy, setBusy] = useState(false);
  async function unlock() {
    if (pin.length < DIGITS || isBusy) return;
    setBusy(true);
    const isRight = await onUnlock(pin).catch(() => false);
    setBusy(false);
    setWrong(!isRight);
    setPin("");
  }
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.5rem" }}>{t("pin.locked", { who })}</h1>
      {unsent > 0 && <p style={{ margin: 0 }}>{t("pin.unsent", { count: unsent })}</p>}
      {pinField({ label: t("pin.label"), value: pin, onChange: setPin, isNew: false })}
      <Problem words={isWrong ? t("pin.wrong", { count: triesLeft }) : null} />
      <button type="button" className={classes.big} aria-disabled={pin.length < DIGITS || isBusy} onClick={() => void unlock()}>
        {t("pin.open")}
      </button>
      <p style={{ margin: 0, color: "var(--quiet)" }}>
        {t("pin.tries", { count: triesLeft })} {t("pin.five")}
      </p>
      {others.map(({ id, who: other }) => (
        <button key={id} type="button" className={classes.choice} onClick={() => onChoosePerson(id)}>
          {t("pin.other", { who: other })}
        </button>
      ))}
      {isForgetting ? (
        <div role="group" aria-label={t("pin.forgot")}>
          <p>{t("pin.forgotWhat")}</p>
          <div className={classes.ways}>
            <button type="button" className={classes.choice} onClick={() => setForgetting(false)}>
              {t("pin.notNow")}
            </button>
            <button type="button" className={classes.choice} onClick={() => void onForget()}>
              {t("pin.forgotYes")}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className={classes.choice} onClick={() => setForgetting(true)}>
          {t("pin.forgot")}
        </button>
      )}
    </div>
  );
}

/** Nobody signed in on this phone yet, or the list was wiped. */
export function SignInDoor({ unsent, isWiped }: { readonly unsent: number; readonly isWiped: boolean }) {
  const { t } = useTranslation("care");
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.5rem" }}>{t("door.title")}</h1>
      {isWiped && <p style={{ margin: 0, fontWeight: 650 }}>{t("door.wiped")}</p>}
      <p style={{ margin: 0 }}>{t("door.what")}</p>
      {unsent > 0 && <p style={{ margin: 0, fontWeight: 650 }}>{t("door.unsent", { count: unsent })}</p>}
      <a className={classes.big} href="/sign-in/field?to=/care">
        {t("door.signIn")}
      </a>
      <a className={classes.big} data-tone="quiet" href="/sign-in?to=/care">
        {t("door.desk")}
      </a>
    </div>
  );
}

/** Without a list yet, where nothing can be kept: what the server said when it was asked. */
export function NoList({ why, onAsk }: { readonly why: "no-network" | "server" | null; readonly onAsk: () => void }) {
  const { t } = useTranslation("care");
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.5rem" }}>{t(why ? `noList.${why}` : "noList.asking")}</h1>
      {why && (
        <button type="button" className={classes.big} onClick={onAsk}>
          {t("noList.ask")}
        </button>
      )}
    </div>
  );
}
